"""Work on the library, one piece at a time for the whole server, and what the last piece came to."""

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from app.engine import Engine
from core.settings import Settings

if TYPE_CHECKING:
    from ingest.progress import Watch
    from ingest.run import IngestRun


class Shelf:
    """Starts, shows and stops work on the library. After each piece the engine looks whether it can open the index.

    Every method that starts work returns False where other work is under way.
    """

    def __init__(self, settings: Settings, engine: Engine) -> None:
        self._settings, self._engine = settings, engine
        self._lock = threading.Lock()
        self.run: IngestRun[Any] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a piece of work is under way."""
        return self.run is not None and not self.run.finished

    def add_files(self, files: Sequence[tuple[str, bytes]]) -> bool:
        """Stores and indexes files."""
        from ingest.library import add_files

        return self._start("add", lambda watch: add_files(self._settings, files, watch=watch))

    def add_links(self, urls: Sequence[str]) -> bool:
        """Fetches, stores and indexes pages."""
        from ingest.library import add_links

        return self._start("add", lambda watch: add_links(self._settings, urls, watch=watch))

    def refetch(self, path: str) -> bool:
        """Fetches a page again."""
        from ingest.library import refetch

        return self._start("refetch", lambda watch: refetch(self._settings, path, watch=watch))

    def remove(self, paths: Sequence[str]) -> bool:
        """Removes documents, and probes that nothing of them is left."""
        from ingest.removal import remove_documents

        return self._start("remove", lambda watch: remove_documents(self._settings, paths, watch=watch))

    def edit(self, path: str, values: dict[str, Any]) -> bool:
        """Keeps what a person says about a document."""
        from ingest.library import set_metadata

        return self._start("edit", lambda watch: set_metadata(self._settings, path, values, watch=watch))

    def build(self) -> bool:
        """Brings the index in line with the files; absent originals are looked for again."""
        from ingest.build import build_index

        return self._start("build", lambda watch: build_index(self._settings, watch=watch))

    def rebuild(self) -> bool:
        """Makes the index anew from the files."""
        from ingest.build import rebuild_index

        return self._start("rebuild", lambda watch: rebuild_index(self._settings, watch=watch))

    def verify(self) -> bool:
        """Compares files, catalogue and indexes, and mends what is wrong."""
        from ingest.verify import verify

        return self._start("verify", lambda watch: verify(self._settings, watch=watch))

    def stop(self) -> None:
        """Ends the work at its next step; what is done stays."""
        if self.run is not None:
            self.run.stop()

    def _start(self, title: str, work: "Callable[[Watch], Any]") -> bool:
        from ingest.run import IngestRun

        def then_open(watch: "Watch") -> Any:
            outcome = work(watch)
            self._engine.start(delay_seconds=0)
            return outcome

        with self._lock:
            if self.is_busy:
                return False
            self.run = IngestRun(then_open, title=title).start()
            return True
