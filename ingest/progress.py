"""How far a run has come, and the way to stop it."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from ingest.states import State


class IngestStopped(Exception):  # noqa: N818 - not an error: the user pressed Stop
    """Raised by a `Watch` to end a run. What was done stays done, and the next run goes on from there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestProgress:
    """One look at a run. `share` goes from 0 to 1; passages per second count embedding only."""

    state: State
    path: str
    files_done: int
    files: int
    passages: int
    passages_per_second: float
    share: float
    seconds_left: float | None


Watch = Callable[[IngestProgress], None]


class Meter:
    """Counts a run for whoever watches. Work is measured in bytes of files, time left by what the bytes so far took."""

    def __init__(self, watch: Watch | None, sizes: dict[str, int]) -> None:
        self._watch = watch
        self._sizes = sizes
        self._total = sum(sizes.values()) or 1
        self._started = time.monotonic()
        self._read_bytes = self._done_bytes = self._files_read = self.passages = 0
        self._embedding_seconds = 0.0

    def reading(self, path: str) -> None:
        """A file is about to be read."""
        self._files_read += 1
        self._read_bytes += self._sizes.get(path, 0)
        self._tell(State.READING, path, self._done_bytes)

    def batch(self) -> Callable[[int, int], None]:
        """The watcher of one batch of passages."""
        began, before = time.monotonic(), self.passages
        spent = self._embedding_seconds

        def embedded(done: int, of: int) -> None:
            self.passages = before + done
            self._embedding_seconds = spent + time.monotonic() - began
            at = self._done_bytes + (self._read_bytes - self._done_bytes) * done / max(of, 1)
            self._tell(State.EMBEDDING, "", at)

        return embedded

    def committed(self) -> None:
        """All that was read is in the index."""
        self._done_bytes = self._read_bytes

    def _tell(self, state: State, path: str, done_bytes: float) -> None:
        if self._watch is None:
            return
        spent = time.monotonic() - self._started
        share = min(1.0, done_bytes / self._total)
        rate = self.passages / self._embedding_seconds if self._embedding_seconds > 0 else 0.0
        self._watch(
            IngestProgress(
                state=state, path=path, files_done=max(0, self._files_read - 1), files=len(self._sizes),
                passages=self.passages, passages_per_second=rate, share=share,
                seconds_left=spent * (1 - share) / share if share > 0.01 else None,
            )
        )  # fmt: skip
