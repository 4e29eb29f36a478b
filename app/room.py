"""What all pages share: the settings, the store, the engine and the worker of this server, and who is visiting."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from answering.prose import model
from app import engine, sign_in
from app.components import mount
from app.engine import Engine
from app.model_list import ModelList
from app.shelf import Shelf
from app.store import Store, open_store
from app.words import Words, language_of
from app.worker import Worker
from core.records import DocumentCard
from core.settings import Settings, load_settings

_REMOTE_THREADS = 8  # a remote model makes us wait, not work


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """One for the whole server."""

    settings: Settings
    store: Store
    engine: Engine
    worker: Worker
    shelf: Shelf
    models: ModelList

    def cards(self) -> Mapping[str, DocumentCard]:
        """The documents by id; none while the library is being opened."""
        assistant = self.engine.opened
        return {card.doc_id: card for card in assistant.index.cards()} if assistant else {}


@st.cache_resource(show_spinner=False)
def the_room() -> Room:
    """The room, furnished at the first visit; the models warm up behind it."""
    settings = load_settings()
    store = open_store(settings)
    made = Engine(settings, engine.build)
    threads = _REMOTE_THREADS if settings.language_model else settings.threads
    made.start()
    worker = Worker(store, made, threads=threads)
    shelf, models = Shelf(settings, made), ModelList(settings, model.available_models)
    return Room(settings=settings, store=store, engine=made, worker=worker, shelf=shelf, models=models)


def the_visitor() -> str:
    """Whose conversations these are: the signed-in user, or this browser."""
    if email := sign_in.signed_in_email():
        return f"user:{email}"
    if "visitor_token" not in st.session_state:
        st.session_state.visitor_token = st.context.cookies.get("cotejo") or secrets.token_urlsafe(24)
    return f"browser:{st.session_state.visitor_token}"


def remember_visitor() -> None:
    """Leaves the visitor's token in the browser, before anything that a quick question could cut short."""
    if the_visitor().startswith("browser:"):
        mount.visitor(st.session_state.visitor_token)


def the_words() -> Words:
    """The texts in the language that the visitor chose, else that of the browser."""
    if "language" not in st.session_state:
        st.session_state.language = st.query_params.get("lang") or language_of(st.context.locale)
    return Words(st.session_state.language)


def may_change_library() -> bool:
    """Whether this visitor may add, change and remove documents: anybody, unless sign-in is configured."""
    if not sign_in.is_configured():
        return True
    return sign_in.is_editor(sign_in.signed_in_email(), the_room().settings.editors)
