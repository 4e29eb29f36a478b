"""How far a run has come and how long it will take."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evals.record import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class RunProgress:
    """How far a run has come; `seconds_left` is None until the first questions are done."""

    name: str
    done: int = 0
    total: int = 0
    failed: int = 0
    seconds_left: float | None = None
    latest: str = ""


OnProgress = Callable[[RunProgress], None]


class Pace:
    """Counts questions and tells the time left from the pace so far."""

    def __init__(self, name: str, total: int, done_before: int) -> None:
        self._name, self._total, self._before = name, total, done_before
        self._done = self._failed = 0
        self._began = time.monotonic()

    def progress(self, rows: Sequence[Row] = ()) -> RunProgress:
        """The progress with these rows added."""
        self._done += len(rows)
        self._failed += sum(bool(row.reply.error) for row in rows)
        left = self._total - self._before - self._done
        pace = (time.monotonic() - self._began) / self._done if self._done else None
        return RunProgress(
            name=self._name,
            done=self._before + self._done,
            total=self._total,
            failed=self._failed,
            seconds_left=left * pace if pace is not None else None,
            latest=rows[-1].question.question if rows else "",
        )
