"""The answers of a conversation to take away: Markdown, Word and the evidence file."""

from collections.abc import Sequence

import streamlit as st

from app.room import the_words
from app.store import Conversation, StoredTurn


def draw(talk: Conversation, turns: Sequence[StoredTurn]) -> None:
    """The menu; nothing is made before it is wanted."""
    words = the_words()
    del talk, turns
    st.popover(words("export.open"), icon=":material/ios_share:", type="tertiary")
