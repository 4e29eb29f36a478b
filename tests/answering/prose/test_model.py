import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from answering.prose.model import ModelChoice, available_models, configured_models, open_model
from core.errors import LanguageModelError
from core.settings import Settings

NOBODY = "http://127.0.0.1:9"
LISTS = {
    "/api/tags": {"models": [{"name": "llama:1b"}, {"name": "qwen:2b"}, {"odd": 1}]},
    "/v1/models": {"data": [{"id": "house-model"}]},
}


@pytest.fixture
def listing_server() -> Iterator[str]:
    """A server that lists models as Ollama and as OpenAI-compatible servers do."""

    class Lists(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(LISTS[self.path]).encode() if self.path in LISTS else b"<html>no such page"
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Lists)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def with_model(settings: Settings, name: str = "", **more: object) -> Settings:
    return settings.model_copy(update={"language_model": name, **more})


def test_without_a_setting_no_model_is_configured(settings: Settings) -> None:
    assert configured_models(settings) == ()
    with pytest.raises(LanguageModelError, match="COTEJO_LANGUAGE_MODEL"):
        open_model(settings)


def test_the_models_of_the_setting_come_in_its_order(settings: Settings) -> None:
    assert configured_models(with_model(settings, "anthropic:claude-x, ollama:llama3:8b,openai:gpt-x")) == (
        ModelChoice(provider="anthropic", name="claude-x"),
        ModelChoice(provider="ollama", name="llama3:8b", url="http://127.0.0.1:11434"),
        ModelChoice(provider="openai", name="gpt-x"),
    )


def test_a_server_of_ones_own_needs_no_provider_in_the_name(settings: Settings) -> None:
    (choice,) = configured_models(with_model(settings, "house-model", language_model_url="http://127.0.0.1:1/v1"))
    assert choice == ModelChoice(provider="openai", name="house-model", url="http://127.0.0.1:1/v1")


@pytest.mark.parametrize("name", ["gpt-x", "openai:", "nobody:model"])
def test_a_name_without_a_known_provider_is_refused_with_the_known_ones(settings: Settings, name: str) -> None:
    with pytest.raises(LanguageModelError, match="openai:…, anthropic:…, ollama:…"):
        configured_models(with_model(settings, name))


@pytest.mark.parametrize(
    ("url", "remote"),
    [
        ("", True), ("https://models.example.org/v1", True), ("http://192.168.0.7:8000/v1", True),
        ("http://127.example.org/v1", True), ("http://127.0.0.1:8000/v1", False), ("http://localhost:1/v1", False),
        ("http://[::1]:1/v1", False),
    ],
)  # fmt: skip
def test_a_model_elsewhere_is_told_apart_from_one_on_this_machine(url: str, remote: bool) -> None:
    assert ModelChoice(provider="openai", name="m", url=url).is_remote is remote


@pytest.mark.local_server
def test_a_local_ollama_is_found_by_itself(settings: Settings, listing_server: str) -> None:
    found = available_models(with_model(settings, "openai:gpt-x"), listing_server)
    assert [(choice.label, choice.is_remote) for choice in found] == [
        ("openai:gpt-x", True), ("ollama:llama:1b", False), ("ollama:qwen:2b", False),
    ]  # fmt: skip


@pytest.mark.local_server
def test_a_named_server_is_asked_for_its_models_when_none_is_named(settings: Settings, listing_server: str) -> None:
    found = available_models(with_model(settings, language_model_url=f"{listing_server}/v1"), NOBODY)
    assert found == (ModelChoice(provider="openai", name="house-model", url=f"{listing_server}/v1"),)


@pytest.mark.local_server
def test_no_server_or_one_that_is_no_model_server_offers_nothing(settings: Settings, listing_server: str) -> None:
    assert available_models(settings, NOBODY) == available_models(settings, f"{listing_server}/elsewhere") == ()


@pytest.mark.parametrize("provider", ["openai", "anthropic"])
def test_a_missing_key_is_told_with_the_variables_that_hold_one(
    settings: Settings, provider: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(f"{provider.upper()}_API_KEY", raising=False)
    with pytest.raises(LanguageModelError, match=f"COTEJO_LANGUAGE_MODEL_KEY or {provider.upper()}_API_KEY"):
        open_model(with_model(settings, f"{provider}:m"))


def test_a_key_from_the_environment_does_not_go_to_another_server(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-mine")
    there = open_model(with_model(settings, "m", language_model_url="http://127.0.0.1:1/v1"))
    home = open_model(with_model(settings, "openai:m"))
    assert [model.openai_api_key.get_secret_value() for model in (there, home)] == ["none", "sk-mine"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "kind"), [("openai:m", "ChatOpenAI"), ("anthropic:m", "ChatAnthropic"), ("ollama:m", "ChatOllama")]
)
def test_each_provider_has_its_client_and_no_tries_of_its_own(settings: Settings, name: str, kind: str) -> None:
    model = open_model(with_model(settings, name, language_model_key="k"))
    assert (type(model).__name__, getattr(model, "max_retries", 0)) == (kind, 0)


def test_a_chosen_model_goes_before_the_configured_one(settings: Settings) -> None:
    choice = ModelChoice(provider="ollama", name="llama", url="http://127.0.0.1:1")
    assert type(open_model(with_model(settings, "openai:m"), choice)).__name__ == "ChatOllama"
