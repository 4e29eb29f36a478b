import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from core.errors import IndexLockedError, IndexMismatchError, SettingsError
from core.settings import Settings
from index.lock import writing
from index.store import PassageIndex
from ingest.build import build_index, rebuild_index
from ingest.progress import IngestProgress, IngestStopped
from ingest.states import FileNote, IngestReport, State
from tests.toys import ToyEmbedder, write_library

FOXES = "The red fox runs. It is quick.\n"
HENS = "The brown hen sits. It is warm.\n"


def build(
    settings: Settings, files: Mapping[str, str] | None = None, embedder: ToyEmbedder | None = None
) -> IngestReport:
    write_library(settings.library, files or {})
    return build_index(settings, embedder=embedder or ToyEmbedder())


def found(settings: Settings, query: str) -> list[str]:
    """The documents that a search for words, or for meaning, brings up."""
    index = PassageIndex.open(settings, ToyEmbedder())
    try:
        by_words = {passage.doc_id for passage, _ in index.search_words(query, 10)}
        by_meaning = {passage.doc_id for passage, score in index.search_vectors(query, 10) if score > 0.3}
        assert by_words == by_meaning
        return sorted(by_words)
    finally:
        index.close()


def states(settings: Settings) -> dict[str, str]:
    index = PassageIndex(settings, ToyEmbedder())
    try:
        return {path: row.state for path, row in index.catalog.files().items()}
    finally:
        index.close()


def test_ingest_twice_adds_nothing(settings: Settings) -> None:
    first = build(settings, {"a.md": FOXES, "b.md": HENS})
    embedder = ToyEmbedder()
    second = build(settings, embedder=embedder)
    assert (first.added, first.changed) == (("a.md", "b.md"), True)
    assert (second.added, second.replaced, second.removed, second.unchanged) == ((), (), (), 2)
    assert (second.changed, embedder.embedded) == (False, [])


def test_a_file_that_was_only_touched_changes_nothing(settings: Settings) -> None:
    build(settings, {"a.md": FOXES})
    (settings.library / "a.md").touch()
    assert build(settings).changed is False


def test_a_changed_file_replaces_its_passages(settings: Settings) -> None:
    build(settings, {"a.md": FOXES, "b.md": HENS})
    report = build(settings, {"a.md": "The grey wolf howls.\n"})
    assert report.replaced == ("a.md",)
    assert (found(settings, "grey wolf howls"), found(settings, "red fox runs")) == (["a.md"], [])


def test_a_vanished_file_leaves_nothing_retrievable(settings: Settings) -> None:
    build(settings, {"a.md": FOXES, "b.md": HENS})
    (settings.library / "a.md").unlink()
    report = build(settings)
    assert report.removed == ("a.md",)
    assert (found(settings, "red fox runs"), found(settings, "brown hen sits")) == ([], ["b.md"])
    assert states(settings) == {"b.md": "indexed"}


def test_a_file_that_cannot_be_read_does_not_stop_the_rest(settings: Settings) -> None:
    write_library(settings.library, {"a.md": FOXES, "c.md": HENS})
    (settings.library / "b.pdf").write_bytes(b"%PDF-1.4 nothing")
    report = build(settings)
    assert report.added == ("a.md", "c.md")
    assert [note.path for note in report.failed] == ["b.pdf"]
    assert report.ok is False


def test_a_file_that_failed_is_named_again_until_it_is_mended(settings: Settings) -> None:
    (settings.library / "b.txt").write_bytes(b"")
    failed = (FileNote(path="b.txt", reason="the file is empty."),)
    assert build(settings).failed == failed
    assert build(settings).failed == failed
    assert build(settings, {"b.txt": FOXES}).failed == ()


def test_a_file_that_becomes_unreadable_takes_its_passages_along(settings: Settings) -> None:
    build(settings, {"a.md": FOXES, "b.md": HENS})
    (settings.library / "a.md").write_bytes(b"")
    report = build(settings)
    assert (report.removed, [note.path for note in report.failed]) == (("a.md",), ["a.md"])
    assert found(settings, "red fox runs") == []


def test_one_text_under_two_names_is_indexed_once_and_told(settings: Settings) -> None:
    report = build(settings, {"a.md": FOXES, "b.md": FOXES})
    assert (report.added, report.duplicates) == (
        ("a.md",), (FileNote(path="b.md", reason="has the same text as 'a.md'"),),
    )  # fmt: skip
    assert found(settings, "red fox runs") == ["a.md"]


def test_a_duplicate_takes_over_when_the_first_file_goes(settings: Settings) -> None:
    build(settings, {"a.md": FOXES, "b.md": FOXES})
    (settings.library / "a.md").unlink()
    assert build(settings).added == ("b.md",)
    assert found(settings, "red fox runs") == ["b.md"]


def test_a_duplicate_takes_over_when_the_first_file_changes(settings: Settings) -> None:
    build(settings, {"a.md": FOXES, "b.md": FOXES})
    report = build(settings, {"a.md": HENS})
    assert (report.replaced, report.added, report.duplicates) == (("a.md",), ("b.md",), ())


@pytest.mark.parametrize("order", [("a.md", "b.md"), ("b.md", "a.md")])
def test_which_of_two_equal_files_is_indexed_does_not_depend_on_which_came_first(
    settings: Settings, order: tuple[str, str]
) -> None:
    for name in order:
        build(settings, {name: FOXES})
    assert states(settings) == {"a.md": State.INDEXED, "b.md": State.DUPLICATE}
    assert found(settings, "red fox runs") == ["a.md"]


def test_what_a_user_added_gives_way_to_an_equal_text_of_the_collection(settings: Settings) -> None:
    build(settings, {"added/a.md": FOXES})
    build(settings, {"briefs/z.md": FOXES})
    assert states(settings) == {"briefs/z.md": State.INDEXED, "added/a.md": State.DUPLICATE}


def test_documents_of_a_collection_file_come_and_go_line_by_line(settings: Settings) -> None:
    def lines(*rows: tuple[str, str]) -> dict[str, str]:
        return {"corpus.jsonl": "".join(json.dumps({"_id": one, "text": text}) + "\n" for one, text in rows)}

    build(settings, lines(("1", FOXES), ("2", HENS), ("3", HENS)))
    assert found(settings, "brown hen sits") == ["corpus.jsonl/2", "corpus.jsonl/3"]
    report = build(settings, lines(("1", FOXES), ("2", "The grey wolf howls."), ("4", HENS)))
    assert (report.added, report.replaced, report.removed) == (
        ("corpus.jsonl/4",),
        ("corpus.jsonl/2",),
        ("corpus.jsonl/3",),
    )
    assert found(settings, "brown hen sits") == ["corpus.jsonl/4"]


def test_a_collection_file_longer_than_a_batch_is_whole(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.update.BATCH_PASSAGES", 3)
    rows = "".join(json.dumps({"_id": str(n), "text": f"Animal number {n} runs."}) + "\n" for n in range(10))
    report = build(settings, {"corpus.jsonl": rows, "a.md": FOXES})
    assert (len(report.added), report.passage_count, states(settings)) == (
        11, 11, {"a.md": "indexed", "corpus.jsonl": "indexed"},
    )  # fmt: skip


def test_a_collection_file_with_a_bad_line_gives_no_documents(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.update.BATCH_PASSAGES", 2)
    rows = "".join(json.dumps({"_id": str(n), "text": f"Animal number {n} runs."}) + "\n" for n in range(5))
    report = build(settings, {"corpus.jsonl": rows + "broken\n"})
    assert (report.document_count, [note.path for note in report.failed]) == (0, ["corpus.jsonl"])


def test_a_run_that_is_stopped_goes_on_where_it_was(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.update.BATCH_PASSAGES", 1)
    write_library(settings.library, {f"{name}.md": f"The {name} runs." for name in ("ant", "bee", "cat", "dog")})

    def stop_at_the_third(seen: IngestProgress) -> None:
        if seen.path == "cat.md":
            raise IngestStopped

    with pytest.raises(IngestStopped):
        build_index(settings, watch=stop_at_the_third, embedder=ToyEmbedder())
    assert found(settings, "ant bee") == ["ant.md", "bee.md"]
    report = build(settings)
    assert (report.added, report.unchanged) == (("cat.md", "dog.md"), 2)


def test_a_run_tells_how_far_it_has_come(settings: Settings) -> None:
    write_library(settings.library, {"a.md": FOXES, "b.md": HENS})
    seen: list[IngestProgress] = []
    build_index(settings, watch=seen.append, embedder=ToyEmbedder())
    assert [(one.state, one.path) for one in seen[:2]] == [(State.READING, "a.md"), (State.READING, "b.md")]
    assert (seen[-1].state, seen[-1].share, seen[-1].passages, seen[-1].files) == (State.EMBEDDING, 1.0, 2, 2)
    assert [one.share for one in seen] == sorted(one.share for one in seen)


def test_another_writer_is_named_when_waiting_did_not_help(settings: Settings) -> None:
    impatient = settings.model_copy(update={"lock_seconds": 0.1})
    with writing(settings), pytest.raises(IndexLockedError, match=r"being written by process \d+ since"):
        build(impatient)


def test_a_second_writer_waits_for_the_first(settings: Settings) -> None:
    import threading
    import time

    def hold() -> None:
        with writing(settings):
            held.set()
            time.sleep(0.3)

    held = threading.Event()
    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(5)
    assert build(settings, {"a.md": FOXES}).added == ("a.md",)
    holder.join()


def test_an_index_of_another_model_is_not_mixed_with_this_one(settings: Settings) -> None:
    class OtherEmbedder(ToyEmbedder):
        fingerprint = "toy-2"

    build(settings, {"a.md": FOXES})
    with pytest.raises(IndexMismatchError, match="python -m ingest rebuild"):
        build(settings, embedder=OtherEmbedder())
    assert rebuild_index(settings, embedder=OtherEmbedder()).added == ("a.md",)
    assert build(settings, embedder=OtherEmbedder()).changed is False


def test_an_index_of_an_older_form_is_built_anew_by_itself(settings: Settings) -> None:
    build(settings, {"a.md": FOXES})
    index = PassageIndex(settings, ToyEmbedder())
    manifest = json.loads(index.catalog.meta("manifest") or "")
    index.catalog.set_meta("manifest", json.dumps({**manifest, "schema_version": 0}))
    index.close()
    report = build(settings)
    assert (report.added, report.notes) == (("a.md",), ("The index was of an older form.",))
    assert build(settings).changed is False


def test_rebuild_embeds_nothing_that_was_embedded_before(settings: Settings) -> None:
    build(settings, {"a.md": FOXES, "b.md": HENS})
    embedder = ToyEmbedder()
    assert rebuild_index(settings, embedder=embedder).added == ("a.md", "b.md")
    assert embedder.embedded == []
    assert found(settings, "red fox runs") == ["a.md"]


def test_a_reader_goes_on_through_a_rebuild_and_sees_the_new_index(settings: Settings) -> None:
    build(settings, {"a.md": FOXES})
    reader = PassageIndex.open(settings, ToyEmbedder())
    assert [passage.doc_id for passage, _ in reader.search_words("fox", 5)] == ["a.md"]
    write_library(settings.library, {"b.md": "Another fox."})
    rebuild_index(settings, embedder=ToyEmbedder())
    assert {passage.doc_id for passage, _ in reader.search_words("fox", 5)} == {"a.md", "b.md"}
    assert {passage.doc_id for passage, _ in reader.search_vectors("fox", 5)} == {"a.md", "b.md"}
    reader.close()


def test_a_library_folder_that_is_not_there_does_not_empty_the_index(settings: Settings, tmp_path: Path) -> None:
    build(settings, {"a.md": FOXES})
    with pytest.raises(SettingsError, match="COTEJO_LIBRARY"):
        build_index(settings.model_copy(update={"library": tmp_path / "gone"}), embedder=ToyEmbedder())
    assert found(settings, "red fox runs") == ["a.md"]


def test_files_that_are_not_documents_are_left_out(settings: Settings) -> None:
    report = build(
        settings,
        {
            "README.md": "About.", "briefs/README.md": "About.", ".hidden.md": "x", "sources.yaml": "[]",
            "a.md.part": "x",
            ".cotejoignore": "# comment\nclaims/\n*.log\n", "claims/c.jsonl": "{}", "run.log": "x", "a.md": FOXES,
        },
    )  # fmt: skip
    assert (report.added, report.failed) == (("a.md",), ())
