"""The library page."""

import streamlit as st

from app.room import the_words


def draw() -> None:
    """The page."""
    st.title(the_words()("page.library"))
