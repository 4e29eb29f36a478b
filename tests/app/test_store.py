import sqlite3
import time
from dataclasses import replace
from pathlib import Path

from answering.prose.model import ModelChoice
from app.store import OPEN_SECONDS, Store
from app.turn import State
from core.records import Kind, Scope
from core.settings import Settings
from tests.app.toy_assistant import ToyAssistant

ME, YOU = "browser:me", "browser:you"


def test_a_conversation_is_found_by_the_words_of_its_title_and_of_its_questions(store: Store) -> None:
    guard = store.begin(ME, "The Guard")
    store.ask(guard, "When was it founded?")
    other = store.begin(ME, "Homicides")
    assert [talk.conversation_id for talk in store.conversations(ME, search="guard")] == [guard]
    assert [talk.conversation_id for talk in store.conversations(ME, search="FOUNDED")] == [guard]
    assert [talk.conversation_id for talk in store.conversations(ME)] == [guard, other][::-1]


def test_a_search_for_a_percent_sign_is_no_wildcard(store: Store) -> None:
    store.begin(ME, "Homicides")
    assert store.conversations(ME, search="%") == ()


def test_one_visitor_does_not_see_the_conversations_of_another(store: Store) -> None:
    store.begin(ME, "Mine")
    assert store.conversations(YOU) == ()


def test_a_turn_comes_back_as_it_was_put(store: Store, settings: Settings) -> None:
    talk = store.begin(ME, "The Guard")
    scope = Scope(doc_ids=("briefs/guard.md",), kinds=(Kind.BRIEF,), published_from="2019")
    query, model = "When was the Guard founded?", ModelChoice(provider="ollama", name="tiny", url="http://127.0.0.1:1")
    turn_id = store.ask(talk, "Guard founded?", query=query, scope=scope, model=model)
    answer = ToyAssistant(settings).ask("Guard founded?")
    store.move(turn_id, [State.WAITING], State.DONE, answer=answer)
    turn = store.turn(turn_id)
    assert turn is not None
    assert (turn.question, turn.query, turn.scope, turn.model) == ("Guard founded?", query, scope, model)
    assert (turn.state, turn.answer, turn.suggestions, turn.position) == (State.DONE, answer, None, 1)


def test_turns_stand_in_the_order_in_which_they_were_asked(store: Store) -> None:
    talk = store.begin(ME, "Three")
    for question in ("one?", "two?", "three?"):
        store.ask(talk, question)
    assert [(turn.position, turn.question) for turn in store.turns(talk)] == [(1, "one?"), (2, "two?"), (3, "three?")]


def test_a_deleted_conversation_leaves_no_word_in_the_file(store: Store, tmp_path: Path) -> None:
    talk = store.begin(ME, "xylophone")
    store.ask(talk, "Who plays the xylophone?")
    store.delete(talk)
    assert store.conversation(talk) is None
    assert store.turns(talk) == ()
    left = b"".join(path.read_bytes() for path in tmp_path.glob("conversations.sqlite*"))
    assert b"xylophone" not in left


def test_only_one_of_two_moves_from_the_same_state_succeeds(store: Store) -> None:
    turn_id = store.ask(store.begin(ME, "One"), "one?")
    moves = [store.move(turn_id, [State.WAITING], State.WORKING) for _ in range(2)]
    assert moves == [True, False]


def test_an_open_turn_is_interrupted_when_its_lease_has_run_out_and_not_before(store: Store) -> None:
    turn_id = store.ask(store.begin(ME, "One"), "one?")
    assert store.interrupt_abandoned(time.time()) == 0
    assert store.interrupt_abandoned(time.time() + OPEN_SECONDS + 1) == 1
    assert store.state_of(turn_id) is State.INTERRUPTED


def test_a_copy_has_the_finished_turns_and_none_of_the_judgements(store: Store, settings: Settings) -> None:
    talk = store.begin(ME, "Shared")
    done = store.ask(talk, "Guard founded?")
    store.move(done, [State.WAITING], State.DONE, answer=ToyAssistant(settings).ask("Guard founded?"))
    store.judge(done, "wrong", "It was 2018.")
    store.ask(talk, "still waiting?")
    copied = store.turns(store.copy(talk, YOU))
    assert [(turn.question, turn.judgement, turn.correction) for turn in copied] == [("Guard founded?", "", "")]
    assert [talk.title for talk in store.conversations(YOU)] == ["Shared"]


def test_a_blank_name_leaves_the_old_one(store: Store) -> None:
    talk = store.begin(ME, "Old")
    store.rename(talk, "   ")
    store.rename(talk, " New ")
    found = store.conversation(talk)
    assert found is not None
    assert found.title == "New"


def test_what_was_asked_about_a_document_is_found_by_its_citations(store: Store, settings: Settings) -> None:
    talk = store.begin(ME, "The Guard")
    for question in ("Guard founded?", "register counts?"):
        turn_id = store.ask(talk, question)
        store.move(turn_id, [State.WAITING], State.DONE, answer=ToyAssistant(settings).ask(question))
    assert [turn.question for turn in store.turns_citing("briefs/guard.md", ME)] == ["Guard founded?"]
    assert store.turns_citing("briefs/guard.md", YOU) == ()


def test_a_conversation_is_kept_by_another_store_over_the_same_file(store: Store, tmp_path: Path) -> None:
    talk = store.begin(ME, "Kept")
    again = Store(f"sqlite:///{tmp_path / 'conversations.sqlite'}")
    found, kept = again.conversation(talk), store.conversation(talk)
    again.close()
    assert kept is not None
    assert found == replace(kept, title="Kept")


def test_a_database_of_an_earlier_version_gets_the_columns_that_have_come_since(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'old.sqlite'}"
    old = Store(url)
    turn_id = old.ask(old.begin(ME, "Old"), "one?")
    old.close()
    with sqlite3.connect(tmp_path / "old.sqlite") as db:
        db.execute("alter table turns drop column model")
    new = Store(url)
    turn = new.turn(turn_id)
    new.close()
    assert turn is not None
    assert (turn.question, turn.model) == ("one?", None)


def test_no_id_has_what_streamlit_refuses_in_the_key_of_a_component(store: Store) -> None:
    talks = [store.begin(ME, "Many") for _ in range(200)]
    assert len(set(talks)) == 200
    assert [talk for talk in talks if "_" in talk] == []


def test_follow_ups_that_nobody_makes_any_more_are_not_waited_for(store: Store, settings: Settings) -> None:
    turn_id = store.ask(store.begin(ME, "Guard"), "Guard founded?")
    store.move(turn_id, [State.WAITING], State.DONE, answer=ToyAssistant(settings).ask("Guard founded?"))
    store.close_suggestions()
    turn = store.turn(turn_id)
    assert turn is not None
    assert turn.suggestions == ()
