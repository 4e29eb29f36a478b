"""The language models that a visitor can choose among, looked for in the background so that no page waits for them."""

import threading
import time
from collections.abc import Callable

from answering.prose.model import ModelChoice, configured_models
from core.errors import CotejoError
from core.settings import Settings

_FRESH_SECONDS = 60.0
_FIRST_PAINT_SECONDS = 1.0  # asking servers needs a library that would hold up the first page


class ModelList:
    """What was found last, at once; looks again behind the page's back once that has grown old."""

    def __init__(
        self,
        settings: Settings,
        find: Callable[[Settings], tuple[ModelChoice, ...]],
        *,
        fresh_seconds: float = _FRESH_SECONDS,
        delay_seconds: float = _FIRST_PAINT_SECONDS,
    ) -> None:
        self._settings, self._find = settings, find
        self._fresh_seconds, self._delay_seconds = fresh_seconds, delay_seconds
        self._lock = threading.Lock()
        self._looked = float("-inf")
        self._looking = False
        self.error = ""
        self._found = self._try(configured_models)

    def choices(self) -> tuple[ModelChoice, ...]:
        """The models known by now, the default first where the settings name one."""
        with self._lock:
            if not self._looking and time.monotonic() - self._looked > self._fresh_seconds:
                self._looking = True
                threading.Thread(target=self._look, name="cotejo-models", daemon=True).start()
            return self._found

    def _look(self) -> None:
        time.sleep(self._delay_seconds)
        found = self._try(self._find)
        with self._lock:
            self._found, self._looked, self._looking = found, time.monotonic(), False

    def _try(self, find: Callable[[Settings], tuple[ModelChoice, ...]]) -> tuple[ModelChoice, ...]:
        """What is found, or nothing and the reason in `error`: a misspelt model must not keep the page from opening."""
        try:
            found = find(self._settings)
        except CotejoError as error:
            self.error = str(error)
            return ()
        self.error = ""
        return found
