"""What the server answers besides Streamlit's page: our own routes, and the guard in front of everything."""

from incidentmap.web.browser_id import BrowserId
from incidentmap.web.guard import Guard
from incidentmap.web.routes import routes

__all__ = ["BrowserId", "Guard", "routes"]
