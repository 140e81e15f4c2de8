"""How the paper of pictures looks around the map: light, and legible in grey."""

INK, QUIET, PAPER, RULE = "#1d2329", "#4a545e", "#ffffff", "#8f979e"
MARGIN = 24  # units
