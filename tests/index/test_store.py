from collections.abc import Iterator

import pytest

from core.errors import IndexMismatchError, IndexMissingError
from core.records import Kind, Passage, Scope
from core.settings import Settings
from index.staged import embedded_text
from index.store import PassageIndex
from tests.index.builders import staged
from tests.toys import ToyEmbedder


@pytest.fixture
def index(settings: Settings, embedder: ToyEmbedder) -> Iterator[PassageIndex]:
    one = PassageIndex(settings, embedder)
    one.write_manifest()
    yield one
    one.close()


def texts(hits: list[tuple[Passage, float]]) -> list[str]:
    return [passage.text for passage, _ in hits]


def test_a_passage_comes_back_as_it_went_in(index: PassageIndex) -> None:
    one = staged("a.md", "The red fox. ", "The brown hen.", title="Animals", publisher="P", kind=Kind.BRIEF)
    index.add([one])
    assert index.catalog.passages_of("a.md") == one.passages
    assert index.document("a.md") == one.document
    (card,) = index.cards()
    assert (card.doc_id, card.title, card.passage_count, card.metadata) == ("a.md", "Animals", 2, one.document.metadata)


def test_similarity_is_the_cosine_and_higher_is_better(index: PassageIndex) -> None:
    index.add([staged("fox", "red", title="fox"), staged("hen", "brown", title="hen")])
    (best, score), (other, none) = index.search_vectors("red fox", 2)
    assert (best.doc_id, other.doc_id) == ("fox", "hen")
    # The embedded text is "fox\nred": both words are shared.
    assert [score, none] == pytest.approx([1.0, 0.0], abs=1e-5)


def test_words_are_found_stemmed_and_without_accents(index: PassageIndex) -> None:
    index.add(
        [
            staged("one", "Several foxes were running.", language="en"),
            staged("two", "Los soldados murieron en Culiacán.", language="es"),
        ]
    )
    assert texts(index.search_words("fox run", 5)) == ["Several foxes were running."]
    assert texts(index.search_words("soldado en culiacan", 5)) == ["Los soldados murieron en Culiacán."]


def test_a_word_that_is_nowhere_finds_nothing(index: PassageIndex) -> None:
    index.add([staged("a", "The red fox.")])
    assert index.search_words("zebra", 5) == []
    assert index.search_words("the of", 5) == []


def test_an_empty_index_finds_nothing(index: PassageIndex) -> None:
    assert (index.search_vectors("fox", 5), index.search_words("fox", 5)) == ([], [])


def test_a_new_version_takes_the_place_of_the_old_one(index: PassageIndex) -> None:
    index.add([staged("a", "The red fox.", "It runs.")])
    index.add([staged("a", "The grey wolf.")])
    assert texts(index.search_vectors("red fox runs", 5)) == ["The grey wolf."]
    assert index.search_words("fox", 5) == []
    assert index.vectors.keys() == index.lexical.keys() == index.catalog.passage_keys()


def test_another_title_alone_makes_another_version(index: PassageIndex) -> None:
    first, second = staged("a", "The red fox.", title="One"), staged("a", "The red fox.", title="Two")
    index.add([first])
    index.add([second])
    assert first.version != second.version
    assert index.search_vectors("fox", 5)[0][0].title == "Two"
    assert len(index.vectors.keys()) == 1


def test_the_same_version_again_changes_nothing(index: PassageIndex, embedder: ToyEmbedder) -> None:
    index.add([staged("a", "The red fox.")])
    keys, embedded = index.vectors.keys(), len(embedder.embedded)
    index.add([staged("a", "The red fox.")])
    assert (index.vectors.keys(), len(embedder.embedded)) == (keys, embedded)


def test_what_is_removed_is_in_neither_index(index: PassageIndex) -> None:
    index.add([staged("a", "The red fox."), staged("b", "The brown hen.")])
    index.remove(["a", "never there"])
    assert {doc_id for doc_id, _, _ in index.vectors.keys() | index.lexical.keys()} == {"b"}
    assert index.document("a") is None


def test_a_change_that_is_stopped_while_embedding_changes_nothing(index: PassageIndex) -> None:
    class Stop(Exception):  # noqa: N818
        pass

    def stop(done: int, of: int) -> None:
        raise Stop

    index.add([staged("a", "The red fox.")])
    with pytest.raises(Stop):
        index.change([staged("b", "The brown hen.")], gone=["a"], embedded=stop)
    assert [card.doc_id for card in index.cards()] == ["a"]
    assert index.vectors.keys() == index.lexical.keys() == index.catalog.passage_keys()


def test_a_text_is_embedded_once(index: PassageIndex, embedder: ToyEmbedder) -> None:
    index.add([staged("a", "Same words.", title="T"), staged("b", "Same words.", title="T")])
    assert embedder.embedded == ["T\nSame words."]


def test_longer_texts_are_embedded_first(index: PassageIndex, embedder: ToyEmbedder) -> None:
    index.embed(["b", "long text here", "a", "mid text"])
    assert embedder.embedded == ["long text here", "mid text", "a", "b"]


def test_word_statistics_forget_deleted_passages(index: PassageIndex) -> None:
    def score() -> float:
        return index.search_words("fox", 5)[0][1]

    index.add([staged("a", "The red fox."), staged("b", "The brown hen.")])
    before = score()
    index.add([staged(f"more {number}", "Another fox here.") for number in range(5)])
    index.remove([f"more {number}" for number in range(5)])
    index.finish()
    assert score() == pytest.approx(before)


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        (Scope(), {"a", "b", "c"}),
        (Scope(doc_ids=("a", "c")), {"a", "c"}),
        (Scope(publishers=("CSIS",)), {"a"}),
        (Scope(kinds=(Kind.BRIEF,)), {"b"}),
        (Scope(languages=("es",)), {"c"}),
        (Scope(published_from="2019-06"), {"b"}),
        (Scope(published_to="2019"), {"a", "b"}),
        (Scope(published_from="2019-01", published_to="2019-03"), {"a"}),
        (Scope(publishers=("nobody",)), set()),
    ],
)
def test_a_scope_restricts_both_searches(index: PassageIndex, scope: Scope, found: set[str]) -> None:
    index.add(
        [
            staged("a", "The fox one.", publisher="CSIS", published="2019-01"),
            staged("b", "The fox two.", kind=Kind.BRIEF, published="2019-12-05"),
            staged("c", "The fox three.", language="es"),
        ]
    )
    for search in (index.search_vectors, index.search_words):
        assert {passage.doc_id for passage, _ in search("fox one two three", 10, scope)} == found


def test_the_embedded_text_has_title_and_headings() -> None:
    passage = Passage(
        passage_id="a#000", doc_id="a", title="Title", heading_path=("One", "Two"), text=" Words. ", start=0, end=8
    )
    assert embedded_text(passage) == "Title\nOne > Two\nWords."


def test_an_index_that_is_not_there_says_how_to_build_it(settings: Settings, embedder: ToyEmbedder) -> None:
    with pytest.raises(IndexMissingError, match="python -m ingest"):
        PassageIndex.open(settings, embedder)


@pytest.mark.parametrize(("field", "value"), [("fingerprint", "toy-2"), ("name", "another")])
def test_an_index_of_another_model_is_not_opened(
    index: PassageIndex, settings: Settings, field: str, value: str
) -> None:
    other = ToyEmbedder()
    setattr(other, field, value)
    with pytest.raises(IndexMismatchError, match=value):
        PassageIndex.open(settings, other)


def test_an_index_of_other_chunking_is_not_opened(index: PassageIndex, settings: Settings) -> None:
    with pytest.raises(IndexMismatchError, match="passage_tokens=160"):
        PassageIndex.open(settings.model_copy(update={"passage_tokens": 100}), ToyEmbedder())


def test_a_reader_sees_what_another_open_index_wrote(index: PassageIndex, settings: Settings) -> None:
    index.add([staged("a", "The red fox.")])
    reader = PassageIndex.open(settings, ToyEmbedder())
    assert texts(reader.search_vectors("grey wolf", 5)) == ["The red fox."]
    index.add([staged("b", "The grey wolf.")])
    assert texts(reader.search_vectors("grey wolf", 5))[0] == "The grey wolf."
    assert texts(reader.search_words("grey wolf", 5)) == ["The grey wolf."]
    reader.close()


def test_names_of_documents_may_hold_anything(index: PassageIndex) -> None:
    names = ["a#001@x.md", "ñandú 🌮/b.md", "c'; drop table documents; --", 'quote".md', "new\nline", "a#000"]
    index.add([staged(name, f"Words of number {number}.", "More words.") for number, name in enumerate(names)])
    assert {passage.doc_id for passage, _ in index.search_vectors("words of number", 50)} == set(names)
    index.remove(names[:3])
    assert {passage.doc_id for passage, _ in index.search_words("words", 50)} == set(names[3:])
    assert index.vectors.keys() == index.lexical.keys() == index.catalog.passage_keys()
