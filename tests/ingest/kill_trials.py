"""`python -m tests.ingest.kill_trials`: kills writers at random instants and looks at what the next run makes of it.

Everything heavy is imported once, and each trial is a fork: the writer, killed after a random part of the time that its
work takes; then the next run, which must leave the index equal to one built afresh from the same files. Prints one JSON
line a trial. Chroma is made to write its graph every few passages, so that kills fall into that too.
"""

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import chromadb  # noqa: F401 - imported before the forks
import langchain_chroma  # noqa: F401
import tantivy  # noqa: F401

from core.records import Passage
from core.settings import Settings
from index import vectors
from index.store import PassageIndex
from ingest.build import build_index, rebuild_index
from ingest.library import add_files
from ingest.removal import remove_documents
from tests.toys import ToyEmbedder, write_library

WORK = ("add", "replace", "remove", "rebuild")
QUERIES = ("red fox", "animal number three", "sits in the barn", "w7 w8 w9", "older text", "newer text")


def text(name: str, passages: int, word: str) -> str:
    """A document of so many passages: each sentence has 40 words, and a passage takes one."""
    source = random.Random(f"{name} {word}")
    sentences = []
    for number in range(passages):
        drawn = " ".join(f"w{source.randrange(50)}" for _ in range(32))
        sentences.append(f"The {word} text {name} number {number} has {drawn}.")
    return f"# {name}\n\n" + " ".join(sentences) + "\n"


def start_library(library: Path) -> None:
    """Twelve documents."""
    write_library(library, {f"briefs/{n}.md": text(str(n), 1 + n % 4, "older") for n in range(12)})


def do(work: str, settings: Settings, turn: int) -> None:
    """One piece of work by a writer."""
    embedder = ToyEmbedder()
    name = f"{turn % 12}.md"
    if work == "add":
        add_files(settings, [(f"new {turn}.md", text(f"new {turn}", 12, "newer").encode())], embedder=embedder)
    elif work == "replace":
        write_library(settings.library, {f"briefs/{name}": text(name, 3 + turn % 5, f"newer {turn}")})
        build_index(settings, embedder=embedder)
    elif work == "remove":
        there = sorted(path.relative_to(settings.library).as_posix() for path in settings.library.rglob("*.md"))
        remove_documents(settings, [there[turn % len(there)]], embedder=embedder)
    else:
        rebuild_index(settings, embedder=embedder)


def forked(run: Callable[[], object]) -> int:
    """The id of a child process that runs a function and ends: 0 where it came to its end, 1 where it raised."""
    child = os.fork()
    if child == 0:
        code = 1
        with contextlib.suppress(BaseException):
            run()
            code = 0
        os._exit(code)
    return child


def snapshot(settings: Settings) -> dict[str, object]:
    """All that a reader can know of an index: documents, passages, keys of both sides, results of searches."""
    index = PassageIndex.open(settings, ToyEmbedder())
    cards = [(card.doc_id, card.checksum, card.title, repr(card.metadata)) for card in index.cards()]
    passages = [repr(passage) for doc_id, *_ in cards for passage in index.catalog.passages_of(doc_id)]
    current = index.catalog.passage_keys()
    return {
        "documents": cards,
        "passages": passages,
        "files": sorted((path, row.state, row.reason) for path, row in index.catalog.files().items()),
        "same keys": [index.vectors.keys() == current, index.lexical.keys() == current],
        "words": [_told(index.search_words(query, 1000)) for query in QUERIES],
        "vectors": [_told(index.search_vectors(query, 1000)) for query in QUERIES],
    }


def _told(hits: list[tuple[Passage, float]]) -> list[tuple[str, float]]:
    return sorted((passage.passage_id, round(score, 4)) for passage, score in hits)


def trial(settings: Settings, fresh: Settings, work: str, turn: int, seconds: float) -> dict[str, object]:
    """Kills one writer, lets the next run mend, and compares with a fresh build."""
    writer = forked(lambda: do(work, settings, turn))
    time.sleep(seconds)
    with contextlib.suppress(ProcessLookupError):
        os.kill(writer, signal.SIGKILL)
    _, status = os.waitpid(writer, 0)
    told = settings.data / "told.json"
    told.unlink(missing_ok=True)
    before = time.monotonic()
    _, mended = os.waitpid(forked(lambda: _mend_and_compare(settings, fresh, told)), 0)
    differences = json.loads(told.read_text()) if mended == 0 and told.is_file() else ["the next run failed"]
    return {
        "work": work,
        "killed": os.WIFSIGNALED(status),
        "after_s": round(seconds, 3),
        "mend_s": round(time.monotonic() - before, 2),
        "differences": differences,
    }


def _mend_and_compare(settings: Settings, fresh: Settings, told: Path) -> None:
    build_index(settings, embedder=ToyEmbedder())
    shutil.rmtree(fresh.data, ignore_errors=True)
    build_index(fresh, embedder=ToyEmbedder())
    here, there = snapshot(settings), snapshot(fresh)
    assert there["same keys"] == [True, True]
    told.write_text(json.dumps([key for key in there if here[key] != there[key]]))


def timed(settings: Settings, work: str, turn: int) -> float:
    """How long a piece of work takes when nobody kills it."""
    started = time.monotonic()
    _, status = os.waitpid(forked(lambda: do(work, settings, turn)), 0)
    assert status == 0, f"{work} fails without being killed"
    return time.monotonic() - started


def main() -> int:
    """Runs the trials; 1 where one of them found a difference."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--trials", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    vectors.HNSW |= {"sync_threshold": 20, "batch_size": 10}
    library = wanted.folder / "library"
    settings = Settings(_env_file=None, library=library, data=wanted.folder / "data", fetch=False, passage_tokens=60)
    fresh = settings.model_copy(update={"data": wanted.folder / "fresh"})
    start_library(library)
    os.waitpid(forked(lambda: build_index(settings, embedder=ToyEmbedder())), 0)
    chance = random.Random(wanted.seed)
    lasts = {work: timed(settings, work, turn) for turn, work in enumerate(WORK)}
    failures = 0
    for turn in range(wanted.trials):
        work = WORK[turn % len(WORK)]
        found = trial(settings, fresh, work, turn, chance.uniform(0, lasts[work]))
        failures += bool(found["differences"])
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
