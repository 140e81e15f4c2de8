// The two themes. Category colours are Okabe and Ito's; ink is what is written on them (contrast at least 4.5).
"use strict";
window.IncidentMap = {};

IncidentMap.categories = {
  strike: { shape: "diamond", colour: "#0072B2", ink: "#ffffff" },
  attack: { shape: "circle", colour: "#D55E00", ink: "#160a00" },
  other: { shape: "square", colour: "#666666", ink: "#ffffff" },
};

IncidentMap.themes = {
  light: {
    paper: "#ffffff", text: "#1d2329", edge: "#ffffff", rim: "#3c4650", area: "#4a545e",
    land: "#f7f4ee", coast: "#b3c2cd", border: "#8f979e", admin1: "#cdc8bd",
    water: "#d3e0e8", river: "#8fb0c6",
    country: "#59626a", city: "#3f474e", base: "#5d4f7a", region: "#85837b", sea: "#5c809a", halo: "rgba(247,244,238,0.85)",
  },
  dark: {
    paper: "#1a222c", text: "#f2f5f7", edge: "#eef3f7", rim: "#10161d", area: "#b9c6d2",
    land: "#2a343f", coast: "#3d4a57", border: "#76838f", admin1: "#424e5a",
    water: "#171e27", river: "#4d6c84",
    country: "#b9c4ce", city: "#c3ccd5", base: "#b9abd8", region: "#8c99a5", sea: "#7c9ab2", halo: "rgba(42,52,63,0.85)",
  },
};

IncidentMap.font = '"Source Sans", "Source Sans 3", "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif';

// Of what is drawn over the ground; on paper that is light, whatever the screen.
IncidentMap.themeOf = (map) => (map.isOnPaper ? IncidentMap.themes.light : IncidentMap.groundThemeOf(map));

// Of land, borders and waters, which are drawn once for each theme, and turned over for paper.
IncidentMap.groundThemeOf = (map) => IncidentMap.themes[map.options.theme] || IncidentMap.themes.light;

// The page holds back what would compete with the map, until it hears that this is painted. A one-file export has no server.
IncidentMap.tellPainted = () => {
  if (window.Streamlit) requestAnimationFrame(() => setTimeout(() => navigator.sendBeacon("/assets/painted")));
};

// Dress the map for its theme; the first time with a metric scale bar and the handle outside checks use (a one-file
// export has no st_folium to set it), and with all that its frame needs.
IncidentMap.dress = (map) => {
  if (map.options.theme === "page") [map.options.theme, map.followsPage] = [IncidentMap.pageTheme(), true];
  for (const theme of Object.keys(IncidentMap.themes)) map.getContainer().classList.toggle(`incidentmap-${theme}`, theme === map.options.theme);
  if (map.isDressed) return;
  map.isDressed = true;
  L.control.scale({ imperial: false, maxWidth: 140 }).addTo(map);
  map.attributionControl.setPrefix("Leaflet");
  window.map = map;
  IncidentMap.settleIn(map);
};

// A pane that never takes the mouse, and a canvas in one.
IncidentMap.quietPane = (map, name, zIndex) => {
  const pane = map.getPane(name) || map.createPane(name);
  pane.style.zIndex = zIndex;
  pane.style.pointerEvents = "none";
};

IncidentMap.quietCanvas = (map, name, zIndex) => {
  IncidentMap.quietPane(map, name, zIndex);
  return L.canvas({ pane: name, padding: 0.3 });
};
