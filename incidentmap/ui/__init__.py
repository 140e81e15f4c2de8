"""Streamlit only: what the pages show, a folder a page; what several of them use is in shared."""
