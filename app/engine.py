"""The assistant, made ready in the background while the page is already usable."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from core.errors import CotejoError
from core.settings import Settings

if TYPE_CHECKING:
    from answering.assistant import Assistant

_FIRST_PAINT_SECONDS = 0.4  # importing models at once would hold up the first page


class Readiness(StrEnum):
    """How far the assistant has come."""

    OPENING = "opening"
    WARMING = "warming"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """The readiness and, where it failed, what happened and what mends it."""

    readiness: Readiness
    error: str = ""


class Engine:
    """Holds one assistant for all visitors; `start` again after the index was built or mended."""

    def __init__(self, settings: Settings, build: "Callable[[Settings], Assistant]") -> None:
        self.settings = settings
        self._build = build
        self._settled = threading.Event()
        self._lock = threading.Lock()
        self._assistant: Assistant | None = None
        self._condition = Condition(readiness=Readiness.OPENING)
        self._starting = False

    @property
    def condition(self) -> Condition:
        """How far it has come."""
        return self._condition

    @property
    def opened(self) -> "Assistant | None":
        """The assistant if documents can be read already, warm or not."""
        return self._assistant

    def start(self, *, delay_seconds: float = _FIRST_PAINT_SECONDS) -> None:
        """Opens and warms in the background; a second call while the first runs changes nothing."""
        with self._lock:
            if self._starting or self._condition.readiness is Readiness.READY:
                return
            self._starting = True
            self._settled.clear()
            self._condition = Condition(readiness=Readiness.OPENING)
        threading.Thread(target=self._open, args=(delay_seconds,), name="cotejo-engine", daemon=True).start()

    def assistant(self, timeout_seconds: float | None = None) -> "Assistant":
        """The assistant, once it is ready; raises what kept it from being, or `TimeoutError`."""
        if not self._settled.wait(timeout_seconds):
            raise TimeoutError
        if self._assistant is None:
            raise CotejoError(self._condition.error)
        return self._assistant

    def _open(self, delay_seconds: float) -> None:
        time.sleep(delay_seconds)
        try:
            self._assistant = self._build(self.settings)
            self._condition = Condition(readiness=Readiness.WARMING)
            self._assistant.warm_up()
            self._condition = Condition(readiness=Readiness.READY)
        except CotejoError as error:
            self._fail(str(error))
        except Exception as error:  # noqa: BLE001 - a visitor must see it, whatever it was
            self._fail(f"{type(error).__name__}: {error}")
        finally:
            self._starting = False
            self._settled.set()

    def _fail(self, message: str) -> None:
        self._assistant = None
        self._condition = Condition(readiness=Readiness.FAILED, error=message)


def build(settings: Settings) -> "Assistant":
    """An assistant over the index that the settings name."""
    from answering.assemble import build_assistant

    return build_assistant(settings)
