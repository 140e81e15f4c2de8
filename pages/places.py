"""Places: what names mean, where incidents stand, what a person has to decide, and what was learned."""

import streamlit as st

from incidentmap.ui.places import places_page

st.title("Places", anchor=False)
st.caption(
    "Where incidents stand and how that is known. The geocoder works on this machine; what a person chooses here "
    "outweighs it, is an edit like any other, and can be taken back."
)
places_page.show()
