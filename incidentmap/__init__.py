"""Incident Map: strikes and attacks on a map, each with the words of its source."""
