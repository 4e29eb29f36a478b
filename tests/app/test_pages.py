"""What a visitor sees, drawn by Streamlit's own test runner without a browser."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from answering.prose import model
from answering.prose.model import ModelChoice
from app import engine
from core.errors import IndexMissingError
from core.settings import Settings
from tests.app.toy_assistant import ToyAssistant

FOUND = (
    ModelChoice(provider="ollama", name="tiny", url="http://127.0.0.1:11434"),
    ModelChoice(provider="openai", name="large", url="https://models.example.org/v1"),
)
MAIN = str(Path(__file__).resolve().parents[2] / "app" / "main.py")


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[[Callable[..., Any]], AppTest]]:
    """Makes the app over an assistant of the test's own."""
    (tmp_path / "library").mkdir()
    monkeypatch.setenv("COTEJO_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("COTEJO_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("COTEJO_EVALUATION", str(tmp_path / "evals"))

    def make(assistant: Callable[..., Any]) -> AppTest:
        st.cache_resource.clear()
        monkeypatch.setattr(engine, "build", assistant)
        monkeypatch.setattr(model, "available_models", lambda _: FOUND)
        return AppTest.from_file(MAIN, default_timeout=60)

    yield make
    st.cache_resource.clear()


def _drawn(app: AppTest, name: str) -> list[dict[str, Any]]:
    """What the components of a name were told, in order."""
    found = [element.proto for element in app.main if hasattr(element.proto, "component_name")]
    return [json.loads(json.loads(proto.json)["told"]) for proto in found if proto.component_name == f"cotejo_{name}"]


def _settled(app: AppTest, is_so: Callable[[AppTest], bool]) -> AppTest:
    """The app once it is so, drawn again and again meanwhile."""
    for _ in range(100):
        if is_so(app):
            return app
        time.sleep(0.1)
        app.run()
    raise AssertionError("it did not come about within ten seconds")


def _ask(app: AppTest, question: str) -> dict[str, Any]:
    """The finished turn of a question."""
    app.chat_input[0].set_value(question).run()
    for _ in range(100):
        turn: dict[str, Any] = _drawn(app, "turn")[-1]["turn"]
        if not turn["open"]:
            return turn
        time.sleep(0.1)
        app.run()
    raise AssertionError("no answer within ten seconds")


def _missing(_: Settings) -> ToyAssistant:
    raise IndexMissingError("nowhere")


def test_the_first_page_says_what_it_is_before_anything_is_ready(build: Callable[..., AppTest]) -> None:
    app = build(ToyAssistant).run()
    assert not app.exception
    assert any("What it answers" in text.value for text in app.markdown)
    assert app.chat_input[0].placeholder == "Ask the documents…"


def test_a_missing_index_is_shown_with_the_command_that_mends_it(build: Callable[..., AppTest]) -> None:
    app = build(_missing).run()
    time.sleep(1.0)
    app.run()
    assert any("python -m ingest" in error.value for error in app.error)


def test_a_question_becomes_a_turn_with_exact_quotes_and_an_address(build: Callable[..., AppTest]) -> None:
    app = build(ToyAssistant).run()
    turn = _ask(app, "Guard founded?")
    assert [s["text"] for s in turn["answer"]["statements"]] == ["The Guard was founded in March 2019."]
    assert turn["answer"]["evidence"]["1"]["title"] == "The Guard"
    assert app.query_params["c"]
    assert [button.label for button in app.sidebar.button][:2] == ["New conversation", "Guard founded?"]


def test_a_question_without_an_answer_is_refused_with_what_was_searched(build: Callable[..., AppTest]) -> None:
    turn = _ask(build(ToyAssistant).run(), "Who won the cup?")
    assert turn["answer"]["outcome"] == "NO_EVIDENCE"
    assert turn["answer"]["searched"]["count"] == 2


def test_an_address_brings_a_conversation_back_and_another_visitor_may_only_read_it(
    build: Callable[..., AppTest],
) -> None:
    first = build(ToyAssistant).run()
    _ask(first, "Guard founded?")
    second = AppTest.from_file(MAIN, default_timeout=60)
    second.query_params["c"] = first.query_params["c"]
    second.run()
    turn = _drawn(second, "turn")[-1]["turn"]
    assert (turn["question"], turn["mine"], turn["state"]) == ("Guard founded?", False, "done")
    assert not second.chat_input
    second.button(key="copy-talk").click().run()
    assert _drawn(second, "turn")[-1]["turn"]["mine"]
    assert second.chat_input


def test_the_address_of_a_deleted_conversation_says_so(build: Callable[..., AppTest]) -> None:
    app = build(ToyAssistant).run()
    _ask(app, "Guard founded?")
    address = app.query_params["c"]
    app.button(key="delete").click().run()
    assert _drawn(app, "turn") == []
    app.query_params["c"] = address
    app.run()
    assert any("no conversation at this address" in note.value for note in app.info)


def test_the_interface_speaks_spanish_when_asked_to(build: Callable[..., AppTest]) -> None:
    app = build(ToyAssistant).run()
    app.selectbox(key="language").set_value("es").run()
    assert app.chat_input[0].placeholder == "Pregunte a los documentos…"
    assert app.sidebar.button[0].label == "Nueva conversación"


def test_a_scope_of_one_document_is_searched_alone_and_told(build: Callable[..., AppTest]) -> None:
    app = build(ToyAssistant).run()
    time.sleep(0.8)
    app.run()
    app.multiselect(key="scope-documents").set_value(["briefs/homicides.md"]).run()
    turn = _ask(app, "Guard founded?")
    assert turn["answer"]["scoped"]
    assert (turn["answer"]["outcome"], turn["answer"]["searched"]["count"]) == ("NO_EVIDENCE", 1)


def test_the_model_that_a_visitor_chose_writes_the_answer_and_what_leaves_is_told(
    build: Callable[..., AppTest],
) -> None:
    app = _settled(build(ToyAssistant).run(), lambda app: "model" in [one.key for one in app.selectbox])
    offered = app.selectbox(key="model").options
    assert offered == ["Exact quotations", "Written by ollama:tiny", "Written by openai:large"]
    app.selectbox(key="model").set_value("openai:large").run()
    app = _settled(app, lambda app: any("go to openai" in told.value for told in app.sidebar.caption))
    assert _ask(app, "Guard founded?")["answer"]["model"] == "openai:large"
    app.selectbox(key="model").set_value("").run()
    assert _ask(app, "Guard members?")["answer"]["model"] == ""


def test_exact_quotations_can_be_chosen_where_the_settings_name_a_model(
    build: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COTEJO_LANGUAGE_MODEL", "ollama:tiny")
    app = _settled(build(ToyAssistant).run(), lambda app: "model" in [one.key for one in app.selectbox])
    assert app.selectbox(key="model").options[0] == "Written by ollama:tiny"
    assert _ask(app, "Guard founded?")["answer"]["model"] == "ollama:tiny"
    app.selectbox(key="model").set_value("").run()
    assert _ask(app, "Guard members?")["answer"]["model"] == ""


@pytest.mark.parametrize(
    ("user", "may_change"),
    [
        ({"is_logged_in": False}, False),
        ({"is_logged_in": True, "email": "eve@example.org"}, False),
        ({"is_logged_in": True, "email": "ana@example.org", "email_verified": False}, False),
        ({"is_logged_in": True, "email": "Ana@example.org"}, True),
    ],
)
def test_where_sign_in_is_configured_only_editors_may_change_the_library(
    build: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch, user: dict[str, Any], may_change: bool
) -> None:
    monkeypatch.setenv("COTEJO_EDITORS", "ana@example.org")
    build(ToyAssistant)
    app = _signed_in(AppTest.from_function(_library, default_timeout=60), user).run()
    assert not app.exception
    assert ("link" in [field.key for field in app.text_input]) is may_change
    assert any("Only signed-in editors" in note.value for note in app.info) is not may_change


def test_the_conversations_of_a_signed_in_user_follow_them_to_another_browser(build: Callable[..., AppTest]) -> None:
    ana = {"is_logged_in": True, "email": "ana@example.org"}
    here = _signed_in(build(ToyAssistant), ana).run()
    _ask(here, "Guard founded?")
    there = _signed_in(AppTest.from_file(MAIN, default_timeout=60), ana).run()
    assert "Guard founded?" in [button.label for button in there.sidebar.button]


def _signed_in(app: AppTest, user: dict[str, Any]) -> AppTest:
    app.secrets["auth"] = {"client_id": "cotejo"}
    app.user = user
    return app


def _library() -> None:
    from app.views import draw_library

    draw_library()
