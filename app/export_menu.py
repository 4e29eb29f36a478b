"""The answers of a conversation to take away: Markdown, Word and the evidence file."""

import json
import re
from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from answering.exports.export import to_evidence, to_markdown
from app.room import the_room, the_words
from app.turn import Conversation, StoredTurn
from core.records import Answer

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Make = Callable[[str, Sequence[Answer]], bytes]


def draw(talk: Conversation, turns: Sequence[StoredTurn]) -> None:
    """The menu; nothing is made before it is wanted."""
    words = the_words()
    answers = tuple(turn.answer for turn in turns if turn.answer)
    stem = re.sub(r"\W+", "-", talk.title).strip("-").lower()[:60] or "cotejo"
    with st.popover(words("export.open"), icon=":material/ios_share:", type="tertiary", disabled=not answers):
        for kind, make, ending, media in _KINDS:
            st.download_button(
                words(f"export.{kind}"),
                data=partial(make, talk.title, answers),
                file_name=f"{stem}{ending}",
                mime=media,
                key=f"export-{kind}",
                width="stretch",
                on_click="ignore",
            )
        st.caption(words("export.evidence_help"))


def _markdown(title: str, answers: Sequence[Answer]) -> bytes:
    return to_markdown(title, answers, the_room().cards()).encode()


def _word(title: str, answers: Sequence[Answer]) -> bytes:
    from answering.exports.word import to_word

    return to_word(title, answers, the_room().cards())


def _evidence(title: str, answers: Sequence[Answer]) -> bytes:
    return json.dumps(to_evidence(title, answers, the_room().cards()), ensure_ascii=False, indent=2).encode()


_KINDS: tuple[tuple[str, Make, str, str], ...] = (
    ("markdown", _markdown, ".md", "text/markdown"),
    ("word", _word, ".docx", _WORD),
    ("evidence", _evidence, ".evidence.json", "application/json"),
)
