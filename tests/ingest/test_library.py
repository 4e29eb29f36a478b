from pathlib import Path

import pytest

from core.errors import DocumentError, LinkError, SettingsError
from core.settings import Settings
from index.store import PassageIndex
from ingest.build import build_index
from ingest.fetch import FetchedPage
from ingest.library import Added, add_files, add_links, add_paths, refetch, set_metadata
from ingest.removal import Receipt, remove_documents
from ingest.rows import absent_originals, library_state
from ingest.run import IngestRun
from ingest.states import FileNote, State
from tests.ingest import files
from tests.toys import ToyEmbedder, write_library

FOXES = "The red fox runs over the hill. It is quick and clever.\n"
HENS = "The brown hen sits in the barn. It is warm and quiet.\n"
PAGE = "<html><head><title>Foxes</title><link rel='canonical' href='https://example.org/foxes'></head><body><p>{}</p></body></html>"


def add(settings: Settings, *named: tuple[str, bytes]) -> Added:
    return add_files(settings, named, embedder=ToyEmbedder())


def remove(settings: Settings, *names: str) -> Receipt:
    return remove_documents(settings, names, embedder=ToyEmbedder())


def words_found(settings: Settings, query: str) -> list[str]:
    index = PassageIndex.open(settings, ToyEmbedder())
    try:
        return sorted({passage.doc_id for passage, _ in index.search_words(query, 10)})
    finally:
        index.close()


def page(text: str, url: str = "https://example.org/foxes?from=mail") -> FetchedPage:
    return FetchedPage(url=url, content=PAGE.format(text).encode(), ending=".html")


def test_an_added_file_lies_in_the_library_and_can_be_found(settings: Settings) -> None:
    added = add(settings, ("foxes.md", FOXES.encode()))
    assert (added.stored, added.refused, added.ok) == (("added/foxes.md",), (), True)
    assert (settings.library / "added/foxes.md").read_bytes() == FOXES.encode()
    assert words_found(settings, "red fox") == ["added/foxes.md"]


def test_adding_a_file_of_the_same_name_replaces_it(settings: Settings) -> None:
    add(settings, ("a.md", FOXES.encode()))
    assert add(settings, ("a.md", HENS.encode())).report.replaced == ("added/a.md",)
    assert (words_found(settings, "red fox"), words_found(settings, "brown hen")) == ([], ["added/a.md"])


def test_a_file_that_cannot_be_read_is_refused_by_name_and_not_kept(settings: Settings) -> None:
    added = add(settings, ("bad.pdf", b"%PDF-1.4 x"), ("good.md", FOXES.encode()))
    assert ([note.path for note in added.refused], added.stored) == (["bad.pdf"], ("added/good.md",))
    assert sorted(path.name for path in (settings.library / "added").iterdir()) == ["good.md"]
    assert added.report.ok


def test_hidden_text_is_shown_to_whoever_adds_the_file_and_kept_out(settings: Settings) -> None:
    added = add(settings, ("a.md", b"Seen words. <!-- unseen secret words -->"))
    assert [(one.path, one.hidden[0].text) for one in added.hidden] == [("added/a.md", "unseen secret words")]
    assert words_found(settings, "unseen secret") == []
    assert library_state(settings)[0].hidden[0].text == "unseen secret words"


def test_a_name_cannot_lead_out_of_the_library(settings: Settings, tmp_path: Path) -> None:
    added = add(settings, ("../../etc/evil.md", FOXES.encode()), ("/root/x.md", HENS.encode()))
    assert added.stored == ("added/evil.md", "added/x.md")
    outside = [path for path in tmp_path.rglob("*.md") if settings.library not in path.parents]
    assert outside == []


def test_a_file_whose_name_is_left_out_is_refused_with_the_reason(settings: Settings) -> None:
    added = add(settings, ("notes.yaml", b"a: b"), ("README.md", FOXES.encode()))
    assert [note.path for note in added.refused] == ["notes.yaml"]
    assert ".cotejoignore" in added.refused[0].reason
    assert added.stored == ("added/README.md",)


def test_a_folder_is_added_with_all_that_is_in_it(settings: Settings, tmp_path: Path) -> None:
    folder = write_library(tmp_path / "my papers", {"a.md": FOXES, "deep/b.md": HENS, ".hidden": "x"})
    added = add_paths(settings, [folder, tmp_path / "gone.md"], embedder=ToyEmbedder())
    assert added.stored == ("added/my papers/a.md", "added/my papers/deep/b.md")
    assert [note.path for note in added.refused] == [str(tmp_path / "gone.md")]


def test_removal_gives_a_receipt_that_nothing_is_left(settings: Settings) -> None:
    add(settings, ("a.md", FOXES.encode()), ("b.md", HENS.encode()))
    receipt = remove(settings, "added/a.md")
    assert (receipt.doc_ids, receipt.passages, receipt.found, receipt.left) == (("added/a.md",), 1, (), 0)
    assert receipt.clean
    assert receipt.probes == 2  # a sentence of its one passage, by words and by meaning
    assert not (settings.library / "added/a.md").exists()
    assert words_found(settings, "red fox") == []


def test_the_receipt_names_what_has_the_very_same_text(settings: Settings) -> None:
    add(settings, ("a.md", FOXES.encode()), ("b.md", FOXES.encode()))
    assert remove(settings, "added/a.md").same_text == ("added/b.md",)
    assert words_found(settings, "red fox") == ["added/b.md"]
    assert remove(settings, "added/b.md").same_text == ()


def test_removal_forgets_the_vectors_too(settings: Settings) -> None:
    add(settings, ("a.md", FOXES.encode()))
    remove(settings, "added/a.md")
    embedder = ToyEmbedder()
    add_files(settings, [("a.md", FOXES.encode())], embedder=embedder)
    assert len(embedder.embedded) == 1


@pytest.mark.parametrize("name", ["nothing.md", "../library/added/a.md", "/etc/passwd"])
def test_removing_what_is_not_there_says_how_to_see_what_is(settings: Settings, name: str) -> None:
    add(settings, ("a.md", FOXES.encode()))
    with pytest.raises(DocumentError, match="python -m ingest list"):
        remove(settings, name)


def test_a_line_of_a_collection_file_cannot_be_removed_alone(settings: Settings) -> None:
    add(settings, ("c.jsonl", b'{"_id": "1", "text": "Words here."}'))
    with pytest.raises(DocumentError, match="a line of 'added/c.jsonl'"):
        remove(settings, "added/c.jsonl/1")
    assert remove(settings, "added/c.jsonl").doc_ids == ("added/c.jsonl/1",)


def test_a_link_is_kept_as_a_file_with_its_canonical_address_and_date(settings: Settings) -> None:
    added = add_links(
        settings, ["https://example.org/foxes?from=mail"], embedder=ToyEmbedder(), get=lambda *_: page(FOXES)
    )
    (row,) = library_state(settings)
    assert added.stored == (row.path,)
    assert row.path.startswith("added/links/example.org-foxes-")
    assert (row.metadata.url, row.title, row.is_link) == ("https://example.org/foxes", "Foxes", True)
    assert "?from=mail" not in row.path


def test_the_same_page_under_another_address_takes_the_place_of_the_first(settings: Settings) -> None:
    for url in ("https://example.org/foxes?from=mail", "https://example.org/foxes?from=page"):
        add_links(settings, [url], embedder=ToyEmbedder(), get=lambda url, _: page(FOXES, url))
    assert len(library_state(settings)) == 1


def test_a_canonical_address_of_another_site_is_not_believed(settings: Settings) -> None:
    add_links(settings, ["https://evil.test/a"], embedder=ToyEmbedder(), get=lambda url, _: page(FOXES, url))
    assert library_state(settings)[0].metadata.url == "https://evil.test/a"


def test_a_link_that_cannot_be_fetched_is_refused_with_the_reason(settings: Settings) -> None:
    def get(url: str, _: Settings) -> FetchedPage:
        raise LinkError(url, "the server answered 404.")

    added = add_links(settings, ["https://example.org/gone"], embedder=ToyEmbedder(), get=get)
    assert added.refused == (FileNote(path="https://example.org/gone", reason="the server answered 404."),)


def test_several_links_are_one_run_and_a_bad_one_keeps_no_other_out(settings: Settings) -> None:
    def get(url: str, _: Settings) -> FetchedPage:
        if url.endswith("gone"):
            raise LinkError(url, "the server answered 404.")
        return page(FOXES if url.endswith("a") else HENS, url)

    urls = [f"https://{name}.test/{name}" for name in ("a", "gone", "b", "a")]
    added = add_links(settings, urls, embedder=ToyEmbedder(), get=get)
    assert [note.path for note in added.refused] == [urls[1]]
    assert len(added.stored) == len(added.report.added) == 2


def test_fetching_a_link_again_shows_the_difference(settings: Settings) -> None:
    (path,) = add_links(
        settings, ["https://example.org/a"], embedder=ToyEmbedder(), get=lambda *_: page("The fox has 3 cubs.")
    ).stored
    same = refetch(settings, path, embedder=ToyEmbedder(), get=lambda *_: page("The fox has 3 cubs."))
    other = refetch(settings, path, embedder=ToyEmbedder(), get=lambda *_: page("The fox has 4 cubs."))
    assert (same.changed, other.changed) == (False, True)
    assert other.difference[-2:] == ("-The fox has 3 cubs.", "+The fox has 4 cubs.")
    assert (words_found(settings, "3 cubs 4"), other.report.replaced) == ([path], (path,))


def test_what_has_no_link_cannot_be_fetched_again(settings: Settings) -> None:
    add(settings, ("a.md", FOXES.encode()))
    with pytest.raises(LinkError, match="no link is known"):
        refetch(settings, "added/a.md", embedder=ToyEmbedder())


def test_edited_metadata_goes_over_what_the_file_says_and_survives_a_rebuild(settings: Settings) -> None:
    add(settings, ("a.md", b"---\ntitle: Old\nauthors: [Ana]\npublished: '2019'\n---\n" + FOXES.encode()))
    report = set_metadata(settings, "added/a.md", {"title": "New", "published": "2020-05"}, embedder=ToyEmbedder())
    (row,) = library_state(settings)
    assert report.replaced == ("added/a.md",)
    assert (row.title, row.metadata.authors, row.metadata.published, row.state) == (
        "New",
        ("Ana",),
        "2020-05",
        State.INDEXED,
    )
    set_metadata(settings, "added/a.md", {"title": ""}, embedder=ToyEmbedder())
    assert library_state(settings)[0].title == "Old"


@pytest.mark.parametrize(("key", "value"), [("colour", "red"), ("published", "last year")])
def test_metadata_that_makes_no_sense_is_refused(settings: Settings, key: str, value: str) -> None:
    with pytest.raises(SettingsError, match=value if key == "published" else key):
        set_metadata(settings, "a.md", {key: value}, embedder=ToyEmbedder())


def test_the_state_of_the_library_tells_what_the_next_run_will_do(settings: Settings) -> None:
    write_library(settings.library, {"a.md": FOXES, "b.md": FOXES, "c.md": HENS, "d.txt": ""})
    assert {row.state for row in library_state(settings)} == {State.PLANNED}
    build_index(settings, embedder=ToyEmbedder())
    assert {row.path: row.state for row in library_state(settings)} == {
        "a.md": State.INDEXED, "b.md": State.DUPLICATE, "c.md": State.INDEXED, "d.txt": State.FAILED,
    }  # fmt: skip
    write_library(settings.library, {"a.md": FOXES + "More words.", "e.md": "New words."})
    (settings.library / "c.md").unlink()
    planned = {row.path: row.reason for row in library_state(settings) if row.state == State.PLANNED}
    assert planned == {
        "a.md": "has changed; the next run reads it again",
        "e.md": "is new; the next run reads it",
        "c.md": "is no longer in the library folder; the next run takes it out of the index",
    }


def test_looking_at_the_library_writes_nothing(settings: Settings) -> None:
    write_library(settings.library, {"a.md": FOXES})
    library_state(settings)
    absent_originals(settings)
    assert not settings.data.exists()


def test_work_in_a_thread_can_be_watched_and_ends_with_a_result(settings: Settings) -> None:
    run = IngestRun(
        lambda watch: add_files(settings, [("a.md", FOXES.encode())], watch=watch, embedder=ToyEmbedder())
    ).start()
    assert run.wait(60)
    assert (run.finished, run.stopped, run.error) == (True, False, None)
    assert run.result is not None
    assert run.result.stored == ("added/a.md",)
    assert run.progress is not None
    assert run.progress.share == 1.0


def test_work_in_a_thread_can_be_stopped_and_loses_nothing(settings: Settings) -> None:
    run = IngestRun(lambda watch: add_files(settings, [("a.md", FOXES.encode())], watch=watch, embedder=ToyEmbedder()))
    run.stop()
    assert run.start().wait(60)
    assert (run.stopped, run.result) == (True, None)
    assert build_index(settings, embedder=ToyEmbedder()).added == ("added/a.md",)


def test_what_goes_wrong_in_a_thread_is_told(settings: Settings) -> None:
    run = IngestRun(lambda watch: remove(settings, "nothing.md")).start()
    assert run.wait(60)
    assert isinstance(run.error, DocumentError)


def test_a_docx_named_as_text_is_added_by_what_it_is(settings: Settings) -> None:
    add(settings, ("a.txt", files.docx(["The fox sleeps."])))
    assert words_found(settings, "fox sleeps") == ["added/a.txt"]
