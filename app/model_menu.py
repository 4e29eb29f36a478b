"""Who writes the answers: nobody, which leaves exact quotations, or a language model of the visitor's choice."""

import streamlit as st

from answering.prose.model import QUOTATIONS, ModelChoice
from app.marks import plain
from app.room import the_room, the_words

_KEY = "model"


def draw() -> None:
    """The menu, where there is anything to choose."""
    words, models = the_words(), the_room().models
    choices = models.choices()
    if models.error:
        st.error(plain(models.error), icon=":material/error:")
    if not choices:
        return
    labels = _labels(choices)
    if st.session_state.get(_KEY) not in labels:
        st.session_state.pop(_KEY, None)
    st.selectbox(words("models.writer"), labels, format_func=_told, key=_KEY)


def chosen() -> ModelChoice | None:
    """What this visitor chose; None leaves it to the settings."""
    wanted = st.session_state.get(_KEY)
    return next((choice for choice in (QUOTATIONS, *the_room().models.choices()) if choice.label == wanted), None)


def _labels(choices: tuple[ModelChoice, ...]) -> list[str]:
    """Quotations alone come first, unless the settings name a model: then that one does."""
    named = [choice.label for choice in choices]
    return [*named, QUOTATIONS.label] if the_room().settings.language_model else [QUOTATIONS.label, *named]


def _told(label: str) -> str:
    words = the_words()
    return words("models.named", model=label) if label else words("models.quotes")
