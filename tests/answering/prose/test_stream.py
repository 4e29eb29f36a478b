import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
from langchain_core.callbacks import AsyncCallbackManagerForLLMRun
from langchain_core.exceptions import ModelAPIError, ModelConnectionError, ModelRateLimitError
from langchain_core.messages import AIMessageChunk, BaseMessage, HumanMessage
from langchain_core.outputs import ChatGenerationChunk

from answering.prose.stream import stream_pieces, whole_text
from core.errors import LanguageModelError
from tests.answering.writing import ScriptedModel, model_that_says

ASKED = [HumanMessage("What burned?")]


class StatusError(Exception):
    """What a provider's client raises for a status."""

    def __init__(self, status_code: int, text: str = "") -> None:
        self.status_code = status_code
        super().__init__(text)


class SlowModel(ScriptedModel):
    """Says one word and then nothing for a minute; tells in `ended` when its request is over."""

    ended: list[float] = []

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        try:
            yield ChatGenerationChunk(message=AIMessageChunk(content="Well"))
            await asyncio.sleep(60)
        finally:
            self.ended.append(time.monotonic())


def said(scripts: list[Sequence[str | Exception]], seconds: float = 20, pauses: Sequence[float] = (0, 0)) -> str:
    return "".join(stream_pieces(ScriptedModel(scripts=scripts), ASKED, seconds=seconds, pauses=pauses))


def test_the_pieces_joined_are_what_the_model_says() -> None:
    assert whole_text(model_that_says("The mill burned."), ASKED, seconds=20) == "The mill burned."


@pytest.mark.parametrize(
    "error",
    [
        ModelConnectionError(), ModelRateLimitError(), ModelAPIError(), ConnectionError(), TimeoutError(),
        StatusError(429), StatusError(500), StatusError(503),
    ],
)  # fmt: skip
def test_a_failure_that_may_pass_is_followed_by_two_more_tries(error: Exception) -> None:
    assert said([[error], [error], ["The mill."]]) == "The mill."
    with pytest.raises(LanguageModelError):
        said([[error], [error], [error], ["too late"]])


@pytest.mark.parametrize("error", [StatusError(400), StatusError(401), StatusError(404), ValueError("odd")])
def test_a_failure_that_would_come_again_is_not_tried_again(error: Exception) -> None:
    with pytest.raises(LanguageModelError):
        said([[error], ["never asked"]])


def test_a_failure_in_the_middle_is_not_tried_again_since_words_have_been_read() -> None:
    with pytest.raises(LanguageModelError):
        said([["The mill", ModelConnectionError()], ["The mill."]])


def test_the_pause_that_a_busy_server_asks_for_is_kept() -> None:
    class BusyError(StatusError):
        class response:  # noqa: N801
            headers = {"retry-after": "0.3"}

    began = time.monotonic()
    assert said([[BusyError(429)], ["The mill."]]) == "The mill."
    assert time.monotonic() - began >= 0.3


def test_tries_end_with_the_time() -> None:
    began = time.monotonic()
    with pytest.raises(LanguageModelError, match=r"within 0\.5 s.*COTEJO_LANGUAGE_MODEL_SECONDS"):
        said([[StatusError(503)], ["too late"]], seconds=0.5, pauses=(30,))
    assert time.monotonic() - began < 5


def test_a_silent_model_gives_beats_until_its_time_is_over() -> None:
    model = SlowModel(scripts=[])
    pieces: list[str] = []
    with pytest.raises(LanguageModelError, match="'scripted' was not done within 1 s"):
        pieces.extend(stream_pieces(model, ASKED, seconds=1))
    assert wait_until(lambda: bool(model.ended))


def test_closing_the_pieces_ends_the_request_at_once() -> None:
    model = SlowModel(scripts=[])
    pieces = stream_pieces(model, ASKED, seconds=60)
    assert next(pieces) == "Well"
    assert next(pieces) == ""
    pieces.close()
    assert wait_until(lambda: bool(model.ended))


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (StatusError(401, "key sk-secret"), "is refused to this key.*COTEJO_LANGUAGE_MODEL_KEY"),
        (StatusError(404), "is not known to its server.*COTEJO_LANGUAGE_MODEL"),
        (StatusError(400, "prompt too long"), "status 400.*prompt too long"),
        (ConnectionError("refused"), "cannot be reached.*refused.*COTEJO_LANGUAGE_MODEL_URL"),
    ],
)
def test_a_failure_says_what_mends_it_and_never_the_key(error: Exception, told: str) -> None:
    with pytest.raises(LanguageModelError, match=told) as raised:
        said([[error]], pauses=())
    assert "sk-secret" not in str(raised.value)


def wait_until(true: Any, seconds: float = 5) -> bool:
    ends = time.monotonic() + seconds
    while not true() and time.monotonic() < ends:
        time.sleep(0.01)
    return bool(true())
