"""The server: our own routes, a guard in front of them, and the Streamlit script. Start: ``streamlit run app.py``."""

import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

PROJECT = Path(__file__).resolve().parent
if str(PROJECT) not in sys.path:  # Streamlit puts the folder of the script there, which is ui/
    sys.path.insert(0, str(PROJECT))

from incidentmap.web import BrowserId, Guard, routes  # noqa: E402  # found only after the line above

app = st.App(
    PROJECT / "incidentmap" / "ui" / "main.py",
    routes=routes(),
    middleware=[
        Middleware(Guard, allowed_hosts=lambda: st.get_option("server.allowedHosts")),
        Middleware(BrowserId),
    ],
)
