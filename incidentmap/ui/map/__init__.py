"""The map, the panel it drives, the timeline and the table under it."""
