import os
import random
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import IndexDamagedError
from core.settings import Settings
from index.folder import index_folder
from index.store import PassageIndex
from ingest.build import build_index
from ingest.verify import Health, verify
from tests.toys import ToyEmbedder, write_library

WORDS = ("fox", "hen", "wolf", "bear", "crow")


@pytest.fixture
def built(settings: Settings) -> Settings:
    """A library of five documents with an index in order."""
    write_library(settings.library, {f"{word}.md": f"The {word} has its own words here." for word in WORDS})
    build_index(settings, embedder=ToyEmbedder())
    return settings


def check(settings: Settings) -> Health:
    return verify(settings, embedder=ToyEmbedder())


def all_found(settings: Settings) -> bool:
    index = PassageIndex.open(settings, ToyEmbedder())
    try:
        return all(
            search(word, 1)[0][0].doc_id == f"{word}.md"
            for word in WORDS
            for search in (index.search_words, index.search_vectors)
        )
    finally:
        index.close()


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def scribble(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(path.stat().st_size))


def delete(path: Path) -> None:
    path.unlink()


def test_an_index_in_order_is_left_alone(built: Settings) -> None:
    health = check(built)
    assert (health.healthy, health.report.changed) == (True, False)


def test_no_index_yet_is_built(settings: Settings) -> None:
    write_library(settings.library, {"fox.md": "The fox."})
    health = check(settings)
    assert (health.problems, health.report.added) == (("There was no index.",), ("fox.md",))


@pytest.mark.parametrize("harm", [truncate, scribble, delete])
@pytest.mark.parametrize("part", ["chroma/chroma.sqlite3", "lexical/meta.json", "catalog.sqlite"])
def test_a_damaged_part_is_named_and_built_anew_from_the_files(
    built: Settings, harm: Callable[[Path], None], part: str
) -> None:
    harm(index_folder(built) / part)
    health = check(built)
    assert not health.healthy
    assert all_found(built)
    assert sorted(path.name for path in built.library.iterdir()) == sorted(f"{word}.md" for word in WORDS)
    assert check(built).healthy


@pytest.mark.parametrize("harm", [truncate, scribble])
def test_a_plain_run_mends_a_damaged_chroma_too_and_embeds_nothing_anew(
    built: Settings, harm: Callable[[Path], None]
) -> None:
    harm(index_folder(built) / "chroma/chroma.sqlite3")
    embedder = ToyEmbedder()
    report = build_index(built, embedder=embedder)
    assert (len(report.added), embedder.embedded) == (5, [])
    assert report.notes[0].startswith("The index was damaged (")
    assert report.notes[0].endswith("It was built anew from the files; nothing was lost.")
    assert all_found(built)


def test_a_reader_of_a_damaged_index_says_how_to_mend_it(built: Settings) -> None:
    scribble(index_folder(built) / "chroma/chroma.sqlite3")
    for _ in range(2):  # Chroma would give the engine that did not start to the second one
        with (
            closing(PassageIndex.open(built, ToyEmbedder())) as index,
            pytest.raises(IndexDamagedError, match="python -m ingest verify"),
        ):
            index.search_vectors("fox", 1)


def test_vectors_that_were_lost_are_put_back(built: Settings) -> None:
    index = PassageIndex(built, ToyEmbedder())
    index.vectors.remove(index.catalog.keys_of("fox.md"))
    index.close()
    assert check(built).problems == ("There were 1 passages without a vector.",)
    assert all_found(built)


def test_stored_text_that_was_damaged_is_read_again_from_the_file(built: Settings) -> None:
    index = PassageIndex(built, ToyEmbedder())
    with index.catalog.transaction() as db:
        db.execute("update passages set text = 'Somebody else wrote this.' where doc_id = 'fox.md'")
    index.close()
    assert check(built).problems == ("The stored text of 'fox.md' was damaged.",)
    assert check(built).healthy


def test_a_file_that_changed_without_a_new_time_stamp_is_seen(built: Settings) -> None:
    path = built.library / "fox.md"
    old = path.stat()
    os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns - 10_000_000_000))
    build_index(built, embedder=ToyEmbedder())
    stamp = path.stat()
    path.write_text("The fox has its own words HERE.")
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert build_index(built, embedder=ToyEmbedder()).changed is False
    health = check(built)
    assert (health.problems, health.report.replaced) == (
        ("'fox.md' had changed without a new time stamp.",), ("fox.md",),
    )  # fmt: skip
