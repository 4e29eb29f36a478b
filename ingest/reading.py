"""Reads files, the risky formats in a process of their own that is ended when it takes too long."""

import json
import selectors
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from core.errors import DocumentError, DocumentTooLargeError, UnreadableDocumentError
from core.settings import ROOT, Settings
from ingest.formats.draft import Draft
from ingest.formats.limits import Limits
from ingest.formats.readers import PLAIN
from ingest.sniff import sniff
from ingest.worker import draft_told, error_told

_UNPACKED_PER_MB = 10_000_000
# Starting the process and its libraries is not the file's fault.
_START_SECONDS = 30.0


class FileReader:
    """Bytes to drafts. The process starts with the first file that needs it; `close` ends it."""

    def __init__(self, settings: Settings) -> None:
        self._limits = Limits(
            pages=settings.max_pages,
            unpacked_bytes=settings.max_file_mb * _UNPACKED_PER_MB,
            seconds=settings.max_file_seconds,
        )
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, content: bytes, name: str) -> tuple[str, Iterator[Draft]]:
        """The media type of a file and its drafts; raises a `DocumentError` that names it."""
        media_type = sniff(content, name)
        if media_type in PLAIN:
            drafts = PLAIN[media_type](content, name)
            return media_type, iter((drafts,)) if isinstance(drafts, Draft) else drafts
        return media_type, iter((self._read_apart(content, name, media_type),))

    def close(self) -> None:
        """Ends the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    stream.close()
            self._process = None

    def _read_apart(self, content: bytes, name: str, media_type: str) -> Draft:
        fresh = self._process is None
        process = self._started()
        request = {"name": name, "media_type": media_type, "size": len(content), "limits": asdict(self._limits)}
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n" + content)
            process.stdin.flush()
            told = self._answer(process, name, self._limits.seconds + (_START_SECONDS if fresh else 0))
        except (OSError, ValueError) as error:
            self.close()
            raise UnreadableDocumentError(
                name, "reading it crashed the program for this format; the file is damaged."
            ) from error
        except DocumentError:
            self.close()
            raise
        if "error" in told:
            raise error_told(told, name)
        return draft_told(told["draft"])

    def _answer(self, process: "subprocess.Popen[bytes]", name: str, seconds: float) -> dict[str, Any]:
        """The answer, if it comes in time. A process that died answers with nothing, which is not JSON."""
        assert process.stdout is not None
        deadline = time.monotonic() + seconds
        pieces: list[bytes] = []
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            while not (pieces and pieces[-1].endswith(b"\n")):
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise DocumentTooLargeError(
                        name, f"reading it took more than COTEJO_MAX_FILE_SECONDS={self._limits.seconds:g}."
                    )
                piece = process.stdout.read1(1_000_000)  # type: ignore[attr-defined]
                if not piece:
                    break
                pieces.append(piece)
        told: dict[str, Any] = json.loads(b"".join(pieces))
        return told

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "ingest.worker"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT,
            )  # fmt: skip
        return self._process
