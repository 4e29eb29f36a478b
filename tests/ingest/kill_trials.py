"""`python -m tests.ingest.kill_trials`: kills writers at random instants and looks at what the next run makes of it.

Everything heavy is imported once, and each trial is a fork: the writer, killed after a random part of the time that its
work takes; then the next run, which must leave the index equal to one built afresh from the same files. A writer that
ends before its kill proves nothing: it is tried again. Prints one JSON line a kill. Embedding is a count of words, for
what is on trial is the writing; Chroma is made to write its graph every few passages, so that kills fall into that too.
"""

import argparse
import contextlib
import itertools
import json
import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
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


def kill_one(settings: Settings, work: str, turns: Iterator[int], longest: float, chance: random.Random) -> float:
    """Kills a writer at a random instant of its work; returns when, in seconds. One that was faster is tried again."""
    while True:
        turn, seconds = next(turns), chance.uniform(0, longest)
        writer = forked(lambda: do(work, settings, turn))  # noqa: B023 - it has run before the next turn
        time.sleep(seconds)
        with contextlib.suppress(ProcessLookupError):
            os.kill(writer, signal.SIGKILL)
        _, status = os.waitpid(writer, 0)
        if os.WIFSIGNALED(status):
            return seconds
        assert status == 0, f"{work} fails without being killed"
        longest = seconds


def trial(settings: Settings, fresh: Settings) -> list[str]:
    """Lets the next run mend what a killed writer left, and tells what is then not as in a fresh build, or why not."""
    told = settings.data / "told.json"
    told.unlink(missing_ok=True)
    _, ended = os.waitpid(forked(lambda: told.write_text(json.dumps(_differences(settings, fresh)))), 0)
    differences: list[str] = json.loads(told.read_text()) if ended == 0 else ["nothing could be told"]
    return differences


def _differences(settings: Settings, fresh: Settings) -> list[str]:
    try:
        build_index(settings, embedder=ToyEmbedder())
        shutil.rmtree(fresh.data, ignore_errors=True)
        build_index(fresh, embedder=ToyEmbedder())
        here, there = snapshot(settings), snapshot(fresh)
        assert there["same keys"] == [True, True]
    except Exception:  # noqa: BLE001 - whatever it raised is told
        return [f"the next run failed: {traceback.format_exc()}"]
    return [key for key in there if here[key] != there[key]]


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
    parser.add_argument("--kills", type=int, default=52)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    vectors.HNSW |= {"sync_threshold": 20, "batch_size": 10}
    library = wanted.folder / "library"
    settings = Settings(_env_file=None, library=library, data=wanted.folder / "data", fetch=False, passage_tokens=60)
    fresh = settings.model_copy(update={"data": wanted.folder / "fresh"})
    start_library(library)
    os.waitpid(forked(lambda: build_index(settings, embedder=ToyEmbedder())), 0)
    chance, turns = random.Random(wanted.seed), itertools.count()
    lasts = {work: timed(settings, work, next(turns)) for work in WORK}
    failures = 0
    for number in range(wanted.kills):
        work = WORK[number % len(WORK)]
        seconds = kill_one(settings, work, turns, lasts[work], chance)
        differences = trial(settings, fresh)
        failures += bool(differences)
        found = {"work": work, "killed_after_s": round(seconds, 3), "differences": differences}
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
