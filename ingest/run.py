"""Work on the library in a thread of its own, watched and stopped from elsewhere, such as a page that is drawn anew."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from core.errors import CotejoError
from ingest.progress import IngestProgress, IngestStopped, Watch

Result = TypeVar("Result")


class IngestRun(Generic[Result]):
    """One piece of work, such as `lambda watch: add_files(settings, files, watch=watch)`.

    `progress` is the latest look at it; when `finished`, either `result` is there, or `error` is, or it was `stopped`.
    """

    def __init__(self, work: Callable[[Watch], Result], title: str = "") -> None:
        self.title = title
        self.progress: IngestProgress | None = None
        self.result: Result | None = None
        self.error: Exception | None = None
        self.stopped = False
        self._work = work
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="ingest")

    def start(self) -> "IngestRun[Result]":
        """Begins, and returns at once."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Asks the work to end at its next step; what was committed stays, and the next run goes on from there."""
        self._stop.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Waits for the end; returns whether it has come."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    @property
    def finished(self) -> bool:
        """Whether the work has ended, one way or another."""
        return self._thread.ident is not None and not self._thread.is_alive()

    def _run(self) -> None:
        try:
            self.result = self._work(self._watch)
        except IngestStopped:
            self.stopped = True
        except CotejoError as error:
            self.error = error
        except Exception as error:  # noqa: BLE001 - a thread has nobody above it; the page shows what happened
            self.error = error

    def _watch(self, seen: IngestProgress) -> None:
        self.progress = seen
        if self._stop.is_set():
            raise IngestStopped
