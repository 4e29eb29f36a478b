"""What stands around every page: the style, and the sidebar with conversations, language and state of the models."""

from pathlib import Path
from typing import NoReturn

import streamlit as st

from app import model_menu, sign_in
from app.engine import Readiness
from app.marks import plain
from app.room import the_room, the_visitor, the_words
from app.words import LANGUAGES


def draw_style() -> None:
    """The few rules that the theme cannot say."""
    st.html(Path(__file__).with_name("frame.css"))


def draw_sidebar() -> None:
    """New conversation, search, the list, language and models."""
    words = the_words()
    with st.sidebar:
        st.button(
            words("talk.new"),
            icon=":material/add:",
            key="new",
            width="stretch",
            on_click=open_conversation,
            args=(None,),
        )
        search = st.text_input(
            words("talk.search"),
            key="search",
            placeholder=words("talk.search"),
            label_visibility="collapsed",
            icon=":material/search:",
        )
        _draw_conversations(search)
        st.selectbox(words("settings.language"), list(LANGUAGES), format_func=LANGUAGES.__getitem__, key="language")
        model_menu.draw()
        sign_in.draw(words)
        settled = the_room().engine.condition.readiness is Readiness.READY
        st.fragment(_draw_condition, run_every=None if settled else 1.0)(settled)


def _draw_conversations(search: str) -> None:
    words, room = the_words(), the_room()
    found = room.store.conversations(the_visitor(), search=search)
    here = st.query_params.get("c")
    with st.container(key="conversations", gap=None):
        for talk in found:
            if st.button(
                plain(talk.title),
                key=f"talk-{talk.conversation_id}",
                type="secondary" if talk.conversation_id == here else "tertiary",
                width="stretch",
            ):
                open_conversation(talk.conversation_id)
        if not found:
            st.caption(words("talk.nothing_found" if search else "talk.none"))


def _draw_condition(was_settled: bool) -> None:
    """How far the models are; looks again until they are ready."""
    words, room = the_words(), the_room()
    condition = room.engine.condition
    if condition.readiness is Readiness.FAILED:
        st.error(f"{words('models.failed')}. {plain(condition.error)}", icon=":material/error:")
        if st.button(words("models.retry"), key="retry"):
            room.engine.start(delay_seconds=0)
        return
    if not was_settled and condition.readiness is Readiness.READY:
        st.rerun()
    model = model_menu.chosen()
    if model and model.is_remote and condition.readiness is Readiness.READY:
        st.caption(words("models.remote", model=plain(model.label)))
    else:
        st.caption(words(f"models.{condition.readiness}"))


def waiting_for_library() -> None:
    """What a page shows while there are no documents to draw: why, and what to do."""
    words, condition = the_words(), the_room().engine.condition
    if condition.readiness is Readiness.FAILED:
        st.error(plain(condition.error), icon=":material/error:")
    elif condition.readiness is Readiness.OPENING:
        st.info(words("models.opening"), icon=":material/hourglass_top:")
    else:
        st.info(words("reader.empty"), icon=":material/info:")


def open_conversation(conversation_id: str | None = None) -> NoReturn:
    """Turns to a conversation on the chat page, or to a new one."""
    st.switch_page(st.session_state.chat_page, query_params={"c": conversation_id} if conversation_id else None)
