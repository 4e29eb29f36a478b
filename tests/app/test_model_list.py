import threading
import time
from collections.abc import Callable

from answering.prose.model import ModelChoice
from app.model_list import ModelList
from core.errors import LanguageModelError
from core.settings import Settings

TINY = ModelChoice(provider="ollama", name="tiny")


def _until(is_so: Callable[[], bool]) -> None:
    for _ in range(400):
        if is_so():
            return
        time.sleep(0.025)
    raise AssertionError("it did not come about within ten seconds")


def test_a_server_that_does_not_answer_keeps_nobody_waiting(settings: Settings) -> None:
    answers = threading.Event()

    def find(_: Settings) -> tuple[ModelChoice, ...]:
        answers.wait()
        return (TINY,)

    models = ModelList(settings, find, delay_seconds=0)
    assert models.choices() == ()
    answers.set()
    _until(lambda: models.choices() == (TINY,))


def test_what_was_found_is_kept_until_it_is_old(settings: Settings) -> None:
    asked: list[Settings] = []

    def find(told: Settings) -> tuple[ModelChoice, ...]:
        asked.append(told)
        return (TINY,)

    kept = ModelList(settings, find, fresh_seconds=60, delay_seconds=0)
    _until(lambda: kept.choices() == (TINY,))
    assert [kept.choices() for _ in range(5)] == [(TINY,)] * 5
    assert len(asked) == 1
    stale = ModelList(settings, find, fresh_seconds=0, delay_seconds=0)
    _until(lambda: bool(stale.choices()) and len(asked) > 3)


def test_a_configured_model_is_there_at_once(settings: Settings) -> None:
    told = settings.model_copy(update={"language_model": "ollama:tiny"})
    assert [choice.label for choice in ModelList(told, lambda _: ()).choices()] == ["ollama:tiny"]


def test_a_misspelt_model_is_told_and_the_page_opens(settings: Settings) -> None:
    told = settings.model_copy(update={"language_model": "olama:tiny"})
    models = ModelList(told, lambda _: ())
    assert models.choices() == ()
    assert "COTEJO_LANGUAGE_MODEL" in models.error


def test_an_error_is_forgotten_when_the_models_are_found(settings: Settings) -> None:
    failures = [LanguageModelError("tiny", "is out", "Wait.")]

    def find(_: Settings) -> tuple[ModelChoice, ...]:
        if failures:
            raise failures.pop()
        return (TINY,)

    models = ModelList(settings, find, fresh_seconds=0, delay_seconds=0)
    _until(lambda: models.choices() == (TINY,))
    assert models.error == ""
