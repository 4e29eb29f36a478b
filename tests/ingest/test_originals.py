import hashlib
import time
from pathlib import Path

import pytest

from core.errors import SettingsError
from core.settings import Settings
from index.store import PassageIndex
from ingest.build import build_index
from ingest.library import add_paths
from ingest.originals import read_sources
from ingest.removal import remove_documents
from ingest.rows import absent_originals, library_state
from ingest.states import IngestReport, State
from tests.toys import ToyEmbedder, write_library

ORIGINAL = "The original words of the authors about the red fox.\n"
DIGEST = (
    "---\ntitle: Digest\nkind: digest\nstands_in_for: fox-2019\n---\nA digest in our own words about the brown hen.\n"
)
SOURCES = """
- id: fox-2019
  title: "The fox's year: a title with a colon"
  authors: [Ana Ruiz, Leo Paz]
  publisher: The Institute
  published: "2019-12"
  url: http://192.0.2.1/fox
  licence: all rights reserved
  kind: original
  file: fox-2019.txt
"""


def library(settings: Settings, tmp_path: Path, *, mirror: bool = True, sources: str = SOURCES) -> Settings:
    write_library(settings.library, {"sources.yaml": sources, "briefs/digest.md": DIGEST})
    write_library(tmp_path / "mirror", {"fox-2019.txt": ORIGINAL})
    return settings.model_copy(update={"mirror": tmp_path / "mirror" if mirror else None})


def build(settings: Settings) -> IngestReport:
    return build_index(settings, embedder=ToyEmbedder())


def documents(settings: Settings) -> list[str]:
    index = PassageIndex.open(settings, ToyEmbedder())
    try:
        return [card.doc_id for card in index.cards()]
    finally:
        index.close()


def test_an_original_is_taken_from_the_mirror_with_what_the_list_says_of_it(settings: Settings, tmp_path: Path) -> None:
    settings = library(settings, tmp_path)
    report = build(settings)
    row = next(row for row in library_state(settings) if row.path == "originals/fox-2019.txt")
    assert (report.added, report.absent) == (("originals/fox-2019.txt",), ())
    assert row.title == "The fox's year: a title with a colon"
    assert (row.metadata.authors, row.metadata.published) == (("Ana Ruiz", "Leo Paz"), "2019-12")
    assert (row.metadata.source_id, row.metadata.kind) == ("fox-2019", "original")


def test_a_digest_gives_way_to_its_original(settings: Settings, tmp_path: Path) -> None:
    settings = library(settings, tmp_path)
    report = build(settings)
    assert [(note.path, note.reason) for note in report.superseded] == [
        ("briefs/digest.md", "stands in for 'fox-2019', which is in the library")
    ]
    assert documents(settings) == ["originals/fox-2019.txt"]


def test_a_digest_that_was_indexed_gives_way_when_the_original_comes(settings: Settings, tmp_path: Path) -> None:
    build(library(settings, tmp_path, mirror=False))
    assert documents(settings) == ["briefs/digest.md"]
    build(library(settings, tmp_path))
    assert documents(settings) == ["originals/fox-2019.txt"]


def test_the_digest_comes_back_when_the_original_goes(settings: Settings, tmp_path: Path) -> None:
    build(library(settings, tmp_path))
    (settings.library / "originals/fox-2019.txt").unlink()
    report = build(settings)
    assert (report.added, report.removed) == (("briefs/digest.md",), ("originals/fox-2019.txt",))
    assert documents(settings) == ["briefs/digest.md"]


def test_the_digest_comes_back_when_the_original_can_no_longer_be_read(settings: Settings, tmp_path: Path) -> None:
    build(library(settings, tmp_path))
    (settings.library / "originals/fox-2019.txt").write_bytes(b"")
    build(settings)
    assert documents(settings) == ["briefs/digest.md"]


def test_an_absent_original_is_named_with_the_way_to_supply_it(settings: Settings, tmp_path: Path) -> None:
    settings = library(settings, tmp_path, mirror=False)
    (absent,) = build(settings).absent
    assert (absent.source_id, absent.publisher) == ("fox-2019", "The Institute")
    assert "COTEJO_FETCH=false" in absent.reason
    assert "originals/fox-2019" in absent.advice
    assert absent_originals(settings) == (absent,)


@pytest.mark.local_server
def test_links_that_do_not_answer_are_given_up_side_by_side(settings: Settings, tmp_path: Path) -> None:
    many = "".join(
        SOURCES.replace("fox-2019", f"fox-{n}").replace("192.0.2.1", f"nowhere-{n}.invalid") for n in range(8)
    )
    settings = library(settings, tmp_path, mirror=False, sources=many).model_copy(
        update={"fetch": True, "fetch_seconds": 1.0}
    )
    started = time.monotonic()
    report = build(settings)
    assert len(report.absent) == 8
    assert time.monotonic() - started < 20  # not eight times as long as one


def test_an_original_that_was_put_there_by_hand_is_the_original(settings: Settings, tmp_path: Path) -> None:
    settings = library(settings, tmp_path, mirror=False)
    write_library(settings.library, {"originals/fox-2019.md": ORIGINAL})
    assert build(settings).added == ("originals/fox-2019.md",)


def test_an_original_that_somebody_removed_stays_away_until_it_is_added(settings: Settings, tmp_path: Path) -> None:
    settings = library(settings, tmp_path)
    build(settings)
    receipt = remove_documents(settings, ["originals/fox-2019.txt"], embedder=ToyEmbedder())
    assert receipt.clean
    assert documents(settings) == ["briefs/digest.md"]
    assert "removed it" in build(settings).absent[0].reason
    added = add_paths(settings, [tmp_path / "mirror" / "fox-2019.txt"], embedder=ToyEmbedder())
    assert added.stored == ("originals/fox-2019.txt",)
    assert documents(settings) == ["originals/fox-2019.txt"]


def test_a_changed_copy_in_the_mirror_is_taken_over(settings: Settings, tmp_path: Path) -> None:
    settings = library(settings, tmp_path)
    build(settings)
    write_library(tmp_path / "mirror", {"fox-2019.txt": ORIGINAL + "One more line.\n"})
    assert build(settings).replaced == ("originals/fox-2019.txt",)


@pytest.mark.parametrize(("known", "notes"), [(ORIGINAL.strip(), 0), ("another text", 1)])
def test_a_copy_other_than_the_one_described_is_noted(
    settings: Settings, tmp_path: Path, known: str, notes: int
) -> None:
    checksum = hashlib.sha256(known.encode()).hexdigest()
    settings = library(settings, tmp_path, sources=f"{SOURCES}  sha256: {checksum}\n")
    assert len(build(settings).notes) == notes


@pytest.mark.parametrize("broken", ["- id: [", "- title: no id", "just words", "- id: ../evil\n  title: x"])
def test_a_broken_list_of_sources_is_told_with_its_path(settings: Settings, broken: str) -> None:
    write_library(settings.library, {"sources.yaml": broken})
    with pytest.raises(SettingsError, match="sources.yaml"):
        read_sources(settings.library)


def test_a_superseded_digest_is_listed_as_such(settings: Settings, tmp_path: Path) -> None:
    settings = library(settings, tmp_path)
    build(settings)
    assert {row.path: row.state for row in library_state(settings)} == {
        "originals/fox-2019.txt": State.INDEXED, "briefs/digest.md": State.SUPERSEDED,
    }  # fmt: skip
