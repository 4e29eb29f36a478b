"""The real app on a free port, over a small library of the project's own briefs."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BRIEFS = ("commentary-digest.md", "culiacan-2019.md", "homicide-statistics.md", "national-guard.md")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

TINY_SET = (
    {
        "id": "tiny-1",
        "question": "How many people were killed in Mexico in the first half of 2019?",
        "answerable": True,
        "facts": [["17,608"]],
        "quotes": [{"doc_id": "briefs/homicide-statistics.md", "phrase": "without naming the series"}],
        "tags": ["factual"],
    },
    {
        "id": "tiny-2",
        "question": "When was the constitutional decree that created the National Guard published?",
        "answerable": True,
        "facts": [["no document says this"]],
        "quotes": [{"doc_id": "briefs/national-guard.md", "phrase": "published in the official gazette"}],
        "tags": ["factual"],
    },
    {
        "id": "tiny-3",
        "question": "Who won the football world cup in 1998?",
        "answerable": False,
        "tags": ["unanswerable"],
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a test's library and index lie, and the variables that point there."""

    library: Path
    data: Path

    @property
    def variables(self) -> dict[str, str]:
        """The environment of every command over this library."""
        bare = {name: value for name, value in os.environ.items() if not name.startswith("COTEJO_")}
        own = {"COTEJO_LIBRARY": str(self.library), "COTEJO_DATA": str(self.data), "COTEJO_FETCH": "false"}
        return bare | own | {"COTEJO_EVALUATION": str(self.data / "evals")}


def prepare(folder: Path) -> Place:
    """A library of a few briefs with what the collection says of itself, indexed with the real model."""
    place = Place(library=folder / "library", data=folder / "data")
    (place.library / "briefs").mkdir(parents=True)
    for name in BRIEFS:
        shutil.copy(ROOT / "corpus" / "briefs" / name, place.library / "briefs" / name)
    shutil.copy(ROOT / "corpus" / "collection.yaml", place.library / "collection.yaml")
    questions = place.data / "evals" / "questions"
    questions.mkdir(parents=True)
    (questions / "tiny.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in TINY_SET), encoding="utf-8")
    run([sys.executable, "-m", "ingest"], place)
    return place


def run(command: list[str], place: Place) -> subprocess.CompletedProcess[str]:
    """A command over this library that must end well."""
    done = subprocess.run(
        command, cwd=ROOT, env=place.variables, capture_output=True, text=True, timeout=560, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running app: where it answers, and its process."""

    address: str
    pid: int


@contextmanager
def serving(place: Place, *, script: str = "") -> Iterator[str]:
    """The address of the app, for as long as it is needed."""
    place.data.mkdir(parents=True, exist_ok=True)
    with serve(place.variables, place.data / "server.log", script=script) as server:
        yield server.address


@contextmanager
def serve(variables: Mapping[str, str], log: Path, *, script: str = "") -> Iterator[Server]:
    """The app, or another script for Streamlit, with an environment of its own, for as long as it is needed."""
    port = _free_port()
    command = [sys.executable, "-m", *(("streamlit", "run", script) if script else ("app",))]
    options = ["--server.headless", "true", "--server.port", str(port), "--server.address", "127.0.0.1"]
    with log.open("ab") as told:
        server = subprocess.Popen([*command, *options], cwd=ROOT, env=dict(variables), stdout=told, stderr=told)
        try:
            _wait_until_healthy(server, f"http://127.0.0.1:{port}")
            yield Server(address=f"http://127.0.0.1:{port}", pid=server.pid)
        finally:
            server.terminate()
            server.wait(timeout=60)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_until_healthy(server: subprocess.Popen[bytes], address: str) -> None:
    for _ in range(900):
        assert server.poll() is None, "the app ended at once; see server.log in its data folder"
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the app did not answer within three minutes")
