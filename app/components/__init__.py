"""Pieces of the page that Streamlit has no widget for, in plain HTML, CSS and JavaScript without remote assets."""
