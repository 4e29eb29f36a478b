"""The reader: any document, whole, with its headings, a search inside, and what was asked about it."""

import re
from typing import Any

import streamlit as st

from app.components import mount
from app.document import document_blocks
from app.frame import open_conversation, waiting_for_library
from app.marks import plain
from app.room import the_room, the_visitor, the_words
from core.records import DocumentCard

_PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")


def draw() -> None:
    """The page; its address names the document and the place: `reader?doc=…&at=120-180`."""
    words, cards = the_words(), the_room().cards()
    if not cards:
        waiting_for_library()
        return
    doc_id = _choose(list(cards), cards)
    document = the_room().engine.assistant().index.document(doc_id)
    if document is None:
        st.info(words("gone"), icon=":material/info:")
        return
    card, at = cards[doc_id], _place()
    _draw_head(card)
    told: dict[str, Any] = document_blocks(document, card, around=at[0] if at else 0)
    mount.page(told, at, words)
    _draw_asked(doc_id)


def _choose(doc_ids: list[str], cards: Any) -> str:
    wanted = st.query_params.get("doc", "")
    chosen: str = st.selectbox(
        the_words()("reader.document"),
        doc_ids,
        index=doc_ids.index(wanted) if wanted in doc_ids else 0,
        format_func=lambda doc_id: cards[doc_id].title,
    )
    if chosen != wanted:
        st.query_params.pop("at", None)
        st.query_params["doc"] = chosen
    return chosen


def _place() -> tuple[int, int] | None:
    found = _PLACE.fullmatch(st.query_params.get("at", ""))
    return (int(found[1]), int(found[2])) if found else None


def _draw_head(card: DocumentCard) -> None:
    words, about = the_words(), card.metadata
    told = [words(f"kind.{about.kind}"), ", ".join(about.authors), about.publisher, about.published, about.licence]
    st.title(plain(card.title), anchor=False)
    st.caption(plain(" · ".join(dict.fromkeys(filter(None, told)))))
    if about.url.startswith(("https://", "http://")):
        st.link_button(words("original"), about.url, icon=":material/open_in_new:", type="tertiary")


def _draw_asked(doc_id: str) -> None:
    words, room = the_words(), the_room()
    turns = room.store.turns_citing(doc_id, the_visitor())
    if not turns:
        return
    st.header(words("reader.asked"), anchor=False)
    for turn in turns[:20]:
        if st.button(plain(turn.question), key=f"asked-{turn.turn_id}", type="tertiary", wrap=True):
            open_conversation(turn.conversation_id)
