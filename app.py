"""The server: our own asset routes, and the Streamlit script. Start it with ``streamlit run app.py``."""

import sys
from pathlib import Path

from streamlit.starlette import App

PROJECT = Path(__file__).resolve().parent
if str(PROJECT) not in sys.path:  # Streamlit puts the folder of the script there, which is panels/
    sys.path.insert(0, str(PROJECT))

from incidentmap.mapping import asset_routes  # noqa: E402  # found only after the line above

app = App(PROJECT / "incidentmap" / "panels" / "main.py", routes=asset_routes())
