"""The words of a chat model as they come: bounded in time, asked for again where that can help, stopped at once."""

import asyncio
import threading
import time
from collections.abc import Generator, Sequence
from functools import cache
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from core.errors import LanguageModelError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

PAUSES = (0.5, 2.0)  # seconds before the second and the third try
BEAT_SECONDS = 0.4
_LONGEST_PAUSE = 10.0
_BUSY = frozenset({408, 409, 425, 429})


def stream_pieces(
    model: "BaseChatModel", messages: "Sequence[BaseMessage]", *, seconds: float, pauses: Sequence[float] = PAUSES
) -> Generator[str, None, None]:
    """The pieces of the model's text; an empty one at each beat without any, so that a caller can stop.

    Closing the iterator ends the request at once. Raises `LanguageModelError` when the model fails, after tries that
    stood a chance, or when it is not done within `seconds`, tries included.
    """
    pieces: SimpleQueue[str | None] = SimpleQueue()
    task = asyncio.run_coroutine_threadsafe(_pump(model, messages, pieces, pauses), _loop())
    ends = time.monotonic() + seconds
    try:
        while (left := ends - time.monotonic()) > 0:
            try:
                piece = pieces.get(timeout=min(BEAT_SECONDS, left))
            except Empty:
                yield ""
                continue
            if piece is None:
                task.result()
                return
            yield piece
        raise _too_slow(model, seconds)
    finally:
        task.cancel()


def whole_text(model: "BaseChatModel", messages: "Sequence[BaseMessage]", *, seconds: float) -> str:
    """All that the model says. Raises `LanguageModelError` as `stream_pieces` does."""
    return "".join(stream_pieces(model, messages, seconds=seconds))


def name_of(model: "BaseChatModel") -> str:
    """The model's name, as its provider calls it."""
    return str(getattr(model, "model_name", "") or getattr(model, "model", "") or type(model).__name__)


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """One event loop for all requests: clients keep connections open, and those belong to the loop that made them."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="cotejo-language-model", daemon=True).start()
    return loop


async def _pump(
    model: "BaseChatModel",
    messages: "Sequence[BaseMessage]",
    pieces: "SimpleQueue[str | None]",
    pauses: Sequence[float],
) -> None:
    """Puts the pieces on the queue, and None at the end, whatever the end is."""
    from langsmith import tracing_context

    begun = False
    try:
        with tracing_context(enabled=False):  # a trace set up for other programs would send the documents away
            for pause in (*pauses, None):
                try:
                    async for chunk in model.astream(list(messages)):
                        begun = True
                        pieces.put(str(chunk.text))
                    return
                except Exception as error:
                    if begun or pause is None or not _may_pass(error):
                        raise _failure(model, error) from error
                    await asyncio.sleep(max(pause, _wanted_pause(error)))
    finally:
        pieces.put(None)


def _may_pass(error: Exception) -> bool:
    """Whether the same request may succeed a little later."""
    status = _status(error)
    if status:
        return status in _BUSY or status >= 500
    import httpx

    lost = (ConnectionError, TimeoutError, httpx.TransportError)
    return bool(getattr(error, "is_retryable", False)) or isinstance(error, lost)


def _wanted_pause(error: Exception) -> float:
    """The pause that a busy server asks for, within reason."""
    headers = getattr(getattr(error, "response", None), "headers", {})
    try:
        return min(float(headers.get("retry-after", 0)), _LONGEST_PAUSE)
    except ValueError:  # it may also be a date
        return 0.0


def _status(error: Exception) -> int:
    status = getattr(error, "status_code", 0)
    return status if isinstance(status, int) and status > 0 else 0


def _too_slow(model: "BaseChatModel", seconds: float) -> LanguageModelError:
    reason = f"was not done within {seconds:g} s"
    return LanguageModelError(name_of(model), reason, "Raise COTEJO_LANGUAGE_MODEL_SECONDS, or choose a faster model.")


def _failure(model: "BaseChatModel", error: Exception) -> LanguageModelError:
    """What went wrong in words that name no key."""
    status = _status(error)
    if status in (401, 403):
        return LanguageModelError(name_of(model), "is refused to this key", "Correct COTEJO_LANGUAGE_MODEL_KEY.")
    if status == 404:
        return LanguageModelError(name_of(model), "is not known to its server", "Correct COTEJO_LANGUAGE_MODEL.")
    if status:
        reason = f"failed with status {status} ({_short(error)})"
        return LanguageModelError(name_of(model), reason, "Ask again later, or choose another model.")
    if _may_pass(error):
        reason = f"cannot be reached ({_short(error)})"
        return LanguageModelError(name_of(model), reason, "Start its server, or correct COTEJO_LANGUAGE_MODEL_URL.")
    return LanguageModelError(name_of(model), f"failed ({_short(error)})", "Ask again, or choose another model.")


def _short(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:160]
