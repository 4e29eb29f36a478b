"""Which part of the library to search, chosen beside the question."""

import re
from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from app.room import the_words
from core.records import DocumentCard, Kind, Scope

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_KEYS = ("scope-kinds", "scope-documents", "scope-from", "scope-to")


def draw(cards: Mapping[str, DocumentCard]) -> Scope:
    """The menu; its scope also goes with suggested and starting questions."""
    words = the_words()
    chosen = _chosen()
    label = words("scope.all") if chosen.is_everything else words("scope.some")
    with st.popover(f"{words('scope.open')}: {label}", icon=":material/filter_list:", type="tertiary"):
        kinds = sorted({card.metadata.kind for card in cards.values()})
        _choose("scope.kinds", kinds, lambda kind: words(f"kind.{kind}"), _KEYS[0])
        _choose("scope.documents", list(cards), lambda doc_id: cards[doc_id].title, _KEYS[1])
        left, right = st.columns(2)
        left.text_input(words("scope.from"), key=_KEYS[2], placeholder="2019", help=words("scope.date_help"))
        right.text_input(words("scope.to"), key=_KEYS[3], placeholder="2024-10", help=words("scope.date_help"))
        st.button(words("scope.clear"), key="scope-clear", on_click=_clear, disabled=chosen.is_everything)
    st.session_state.scope = chosen
    return chosen


def _choose(label: str, among: Sequence[str], told: Callable[[str], str], key: str) -> None:
    words = the_words()
    st.multiselect(words(label), among, format_func=told, key=key, placeholder=words("scope.any"))


def _chosen() -> Scope:
    kinds, documents, first, last = (st.session_state.get(key) for key in _KEYS)
    return Scope(
        kinds=tuple(Kind(kind) for kind in kinds or ()),
        doc_ids=tuple(documents or ()),
        published_from=_date(first),
        published_to=_date(last),
    )


def _date(told: str | None) -> str:
    text = (told or "").strip()
    return text if _DATE.fullmatch(text) else ""


def _clear() -> None:
    for key in _KEYS:
        st.session_state[key] = [] if key in _KEYS[:2] else ""
