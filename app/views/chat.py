"""The chat: questions, answers whose every sentence opens its source, and the source beside them."""

from functools import partial
from typing import Any

import nh3
import streamlit as st

from app import export_menu, model_menu, scope_menu
from app.collection import About, read_collection
from app.components import mount
from app.document import document_blocks
from app.engine import Readiness
from app.marks import plain
from app.room import may_change_library, the_room, the_visitor, the_words
from app.show import turn_view
from app.turn import Conversation, State, StoredTurn
from core.records import Scope

_POLL_SECONDS = 0.4
_FOLLOW_UP_POLL_SECONDS = 1.5  # they come when nobody waits for an answer
_WARMING_POLL_SECONDS = 1.0  # drawing holds up the thread that loads the models
_TITLE_CHARS = 90


def draw() -> None:
    """The page: the question stands in the middle of an empty page, and below a conversation."""
    st.session_state.pop("changed", None)
    talk = _conversation()
    if talk is None:
        _draw_beginning()
    else:
        _draw_conversation(talk)
        with st.bottom:
            _draw_question_field("ask.follow", talk)
    pane()


def _draw_question_field(placeholder: str, talk: Conversation | None) -> None:
    if talk is not None and talk.owner != the_visitor():
        return
    room = the_room()
    scope = scope_menu.draw(room.cards())
    limit = room.settings.max_question_chars
    asked = st.chat_input(the_words()(placeholder), key="ask", max_chars=limit)
    if asked and asked.strip():
        ask(asked.strip(), scope=scope)
        st.rerun()


def ask(question: str, *, query: str | None = None, scope: Scope | None = None) -> None:
    """Puts a question into the conversation at hand, or into a new one; the worker does the rest."""
    room, talk = the_room(), _conversation()
    conversation_id = talk.conversation_id if talk else room.store.begin(the_visitor(), question[:_TITLE_CHARS])
    searched = scope or st.session_state.get("scope")
    turn_id = room.store.ask(conversation_id, question, query=query, scope=searched, model=model_menu.chosen())
    room.worker.submit(turn_id)
    st.session_state.changed = True
    st.query_params["c"] = conversation_id


def _conversation() -> Conversation | None:
    wanted = st.query_params.get("c")
    return the_room().store.conversation(wanted) if wanted else None


def _draw_beginning() -> None:
    words, room = the_words(), the_room()
    if st.query_params.get("c"):
        st.info(words("talk.gone"), icon=":material/info:")
    about = read_collection(room.settings.library, words.language)
    lead = about.lead or words("start.lead")
    st.html(f'<h1 class="cj-lead">{nh3.clean_text(about.title)}</h1><p class="cj-under">{nh3.clean_text(lead)}</p>')
    with st.container(key="question"):
        _draw_question_field("ask.placeholder", None)
    _draw_starters(about)
    left, right = st.columns(2)
    left.markdown(f"**{words('start.can')}**\n\n{plain(about.answers or words('start.can_text'))}")
    right.markdown(f"**{words('start.cannot')}**\n\n{plain(about.does_not or words('start.cannot_text'))}")
    _draw_library_line()


def _draw_starters(about: About) -> None:
    if not about.starters:
        return
    st.markdown(f"**{the_words()('start.questions')}**")
    with st.container(key="starters"):
        columns = st.columns(2)
        for at, starter in enumerate(about.starters):
            columns[at % 2].button(
                plain(starter.question),
                key=f"starter-{at}",
                width="stretch",
                wrap=True,
                on_click=partial(ask, starter.question),
            )


def _draw_library_line() -> None:
    """How much there is to ask about, what is missing, and the way to it."""
    words, room = the_words(), the_room()
    if room.engine.condition.readiness is Readiness.FAILED:
        _draw_failure(room.engine.condition.error)
        return
    count = len(room.cards())
    if not count:
        return
    from ingest.rows import absent_originals

    absent = len(absent_originals(room.settings))
    st.caption(words("start.documents_one") if count == 1 else words("start.documents", n=count))
    if absent:
        st.caption(words("start.absent", n=absent))
        st.page_link(st.session_state.library_page, label=words("start.absent_open"), icon=":material/inventory_2:")


def _draw_failure(error: str) -> None:
    from app.library_work import draw_work

    words, room = the_words(), the_room()
    st.error(plain(error), icon=":material/error:")
    if may_change_library() and st.button(words("models.build"), key="build", disabled=room.shelf.is_busy):
        room.shelf.build()
        st.rerun()
    draw_work()


def _draw_conversation(talk: Conversation) -> None:
    words, room = the_words(), the_room()
    mine = talk.owner == the_visitor()
    turns = room.store.turns(talk.conversation_id)
    with st.container(horizontal=True, horizontal_alignment="right", key="talk-tools"):
        if mine:
            _draw_talk_menu(talk)
        export_menu.draw(talk, turns)
    if not mine:
        st.info(words("talk.others"), icon=":material/group:")
        st.button(words("talk.copy"), key="copy-talk", type="primary", on_click=_continue_in_copy, args=(talk,))
    cards = room.cards()
    for turn in turns[:-1]:
        mount.turn(turn_view(turn, cards, last=False, mine=mine), words, partial(_act, turn))
    if turns:
        _draw_last(turns[-1], mine)


def _draw_last(turn: StoredTurn, mine: bool) -> None:
    """The last turn looks again while its answer or the follow-ups to it are being made."""
    every = _look_again_seconds(turn)
    st.fragment(_draw_turn, run_every=every)(turn.turn_id, every, mine)


def _look_again_seconds(turn: StoredTurn) -> float | None:
    if turn.state.is_open:
        ready = the_room().engine.condition.readiness is Readiness.READY
        return _POLL_SECONDS if ready else _WARMING_POLL_SECONDS
    awaits_follow_ups = turn.state is State.DONE and turn.suggestions is None
    return _FOLLOW_UP_POLL_SECONDS if awaits_follow_ups else None


def _draw_turn(turn_id: str, every: float | None, mine: bool) -> None:
    room = the_room()
    turn = room.store.turn(turn_id)
    if turn is None:
        st.rerun()
        return
    mount.turn(turn_view(turn, room.cards(), last=True, mine=mine), the_words(), partial(_act, turn))
    if st.session_state.pop("changed", False) or every != _look_again_seconds(turn):
        st.rerun()


def _act(turn: StoredTurn, what: dict[str, Any]) -> None:
    """Does what the visitor did to a turn."""
    room = the_room()
    match what:
        case {"kind": "ask", "question": str(question)}:
            ask(question, scope=turn.scope)
        case {"kind": "query", "query": str(query)}:
            ask(turn.question, query=query, scope=turn.scope)
        case {"kind": "again"}:
            ask(turn.question, query=turn.query, scope=turn.scope)
        case {"kind": "stop"}:
            room.worker.stop(turn.turn_id)
        case {"kind": "judge", "judgement": str(judgement), "correction": str(correction)}:
            room.store.judge(turn.turn_id, judgement, correction)
        case {"kind": "case"}:
            _make_case(turn)


def _make_case(turn: StoredTurn) -> None:
    from app.cases import keep_case

    room = the_room()
    if keep_case(turn, room.store.turns(turn.conversation_id), room.settings):
        room.store.judge(turn.turn_id, "case", turn.correction)


def _draw_talk_menu(talk: Conversation) -> None:
    words, store = the_words(), the_room().store
    with st.popover(words("talk.more"), icon=":material/more_horiz:", type="tertiary"):
        name = st.text_input(words("talk.name"), value=talk.title, key=f"name-{talk.conversation_id}")
        st.button(words("talk.save"), key="rename", on_click=store.rename, args=(talk.conversation_id, name))
        st.caption(words("talk.address"))
        st.divider()
        st.caption(words("talk.delete_sure"))
        st.button(words("talk.delete"), key="delete", icon=":material/delete:", on_click=_delete, args=(talk,))


def _delete(talk: Conversation) -> None:
    the_room().store.delete(talk.conversation_id)
    st.query_params.pop("c", None)


def _continue_in_copy(talk: Conversation) -> None:
    st.query_params["c"] = the_room().store.copy(talk.conversation_id, the_visitor())


@st.fragment
def pane() -> None:
    """The reader beside the page; asks for a document only when a citation of it is opened."""
    mount.pane(_wanted_document(), the_words(), _want)


def _want(what: dict[str, Any]) -> None:
    st.session_state.wanted = what


def _wanted_document() -> dict[str, Any] | None:
    wanted = st.session_state.pop("wanted", None)
    assistant = the_room().engine.opened
    if wanted is None or assistant is None:
        return None
    document = assistant.index.document(str(wanted["doc_id"]))
    if document is None:
        return {"doc_id": wanted["doc_id"], "version": "", "blocks": None}
    return document_blocks(document, the_room().cards().get(document.doc_id), around=int(wanted["start"]))
