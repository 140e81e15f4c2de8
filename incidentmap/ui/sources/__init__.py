"""The articles held."""
