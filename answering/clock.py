"""Seconds by stage, and word of each stage to whoever watches."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from answering.protocols import Progress, Watch
from core.records import Evidence, Statement


class Clock:
    """One question's clock. What `watch` raises passes through, so that a watcher can stop the answer."""

    def __init__(self, watch: Watch | None = None) -> None:
        self.seconds: dict[str, float] = {}
        self._watch = watch
        self._stage = ""

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Times a stage under its name; the same stage twice adds up."""
        self._stage = name
        self.tell()
        began = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - began

    def tell(self, statements: tuple[Statement, ...] = (), evidence: tuple[Evidence, ...] = ()) -> None:
        """Tells the watcher how far the answer has come."""
        if self._watch is not None:
            self._watch(Progress(stage=self._stage, statements=statements, evidence=evidence))
