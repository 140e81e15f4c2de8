"""Sources: the articles held, how to read the map, and whose data it stands on."""

import streamlit as st

from incidentmap.store import reading
from incidentmap.ui.shared import session
from incidentmap.ui.sources import article_form, article_view

st.title("Sources")
st.header("Articles held")
with session.store().reading() as connection:
    article = article_view.choose(reading.articles(connection))
    quotes = reading.quotes(connection, article.article_id) if article else ()
    incidents = reading.incidents_citing(connection, article.article_id) if article else ()
if article:
    article_view.show(article, quotes, incidents)
    article_form.show(article)

st.header("How to read the map")
st.markdown("""
| drawn as | means |
|---|---|
| :blue[◆] blue diamond | strike |
| :orange[●] vermilion circle | attack |
| :gray[■] grey square | other |
| hollow symbol | every incident there was intercepted |
| solid mark | the exact site is known |
| mark with a halo | near a named place, or in a town: somewhere within the halo |
| hatched outline, its counts on one label | somewhere in this governorate or district; the label is no place |
| dashed ring, its counts on the rim | somewhere inside; its outline is not known, or it is part of an area, or sea |
| label with a country's name | only the country, or a vague part of it, is known; it is no point |
| name beside a mark | of its place; names make way for marks, and some wait for a nearer view |
| dashed grey circle | the incident that is open, though it has no mark; beside it stands why |
| plain circle with its km | all within it is what the filter *Base or place* asks for |
| thin line | the mark was moved aside so that it can be clicked; the line ends at its place |
""")

st.header("Data and licences")
st.markdown("""
* Outlines, governorates, rivers and lakes: Natural Earth, public domain.
* Relief: GLOBE 1.0, NOAA National Geophysical Data Center, public domain.
* Towns and districts: GeoNames, [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/).
* Airfields: OurAirports, public domain.
* Bases and sites: the project's own list; each row names its sources. Some points are from UCDP GED, Uppsala Conflict
  Data Program, [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/).
* Incidents: the project's own records; each names its sources.
""")
