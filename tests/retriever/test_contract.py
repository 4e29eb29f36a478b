"""What `retriever.base.Retriever` promises, held against every retriever there is."""

import pytest

from core.errors import SettingsError
from core.records import Scope
from core.settings import Settings
from index.store import PassageIndex
from ingest.build import build_index
from retriever.assemble import KINDS, build_hybrid, build_retriever
from retriever.base import Retriever
from tests.toys import ToyEmbedder, write_library

FILES = {
    "fox.md": "# Foxes\n\nThe red fox sleeps by day. A fox hunts at night near the river.",
    "hen.md": "# Hens\n\nThe red hen lays an egg each day. Hens fear the fox.",
    "boat.md": "# Boats\n\nA boat crosses the river twice a week.",
}


@pytest.fixture
def index(settings: Settings, embedder: ToyEmbedder) -> PassageIndex:
    write_library(settings.library, FILES)
    build_index(settings, embedder=embedder)
    return PassageIndex.open(settings, embedder)


@pytest.fixture(params=KINDS)
def retriever(request: pytest.FixtureRequest, index: PassageIndex, settings: Settings) -> Retriever:
    return build_retriever(index, settings, request.param)


def test_hits_are_at_most_k_ranked_from_one_and_each_passage_comes_once(retriever: Retriever) -> None:
    for k in (1, 2, 10):
        hits = retriever.retrieve("red fox river", k)
        assert len(hits) <= k
        assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
        assert len({hit.passage.passage_id for hit in hits}) == len(hits)
        assert all(a.score >= b.score for a, b in zip(hits, hits[1:], strict=False))


def test_the_passage_with_the_words_comes_first(retriever: Retriever) -> None:
    assert retriever.retrieve("the boat crosses the river twice", 3)[0].passage.doc_id == "boat.md"


def test_a_blank_query_finds_nothing(retriever: Retriever) -> None:
    assert retriever.retrieve("  \n", 5) == ()


def test_scope_keeps_other_documents_out(retriever: Retriever) -> None:
    hits = retriever.retrieve("red fox river", 10, Scope(doc_ids=("hen.md",)))
    assert {hit.passage.doc_id for hit in hits} == {"hen.md"}


def test_a_scope_of_no_document_finds_nothing(retriever: Retriever) -> None:
    assert retriever.retrieve("red fox river", 10, Scope(doc_ids=("absent.md",))) == ()


def test_an_empty_index_finds_nothing(settings: Settings, embedder: ToyEmbedder) -> None:
    build_index(settings, embedder=embedder)
    index = PassageIndex.open(settings, embedder)
    assert [build_retriever(index, settings, kind).retrieve("fox", 3) for kind in KINDS] == [(), (), ()]


def test_words_with_search_syntax_are_only_words(retriever: Retriever) -> None:
    hits = retriever.retrieve('fox AND (hen OR "boat" title:* ^2 -river ~', 3)
    assert all(hit.passage.doc_id in FILES for hit in hits)


def test_several_wordings_find_what_each_would(index: PassageIndex, settings: Settings) -> None:
    hits = build_hybrid(index, settings).retrieve_all({"zzz": 1.0, "boat crosses": 1.0}, 3)
    assert hits[0].passage.doc_id == "boat.md"


def test_an_unknown_retriever_is_named(index: PassageIndex, settings: Settings) -> None:
    with pytest.raises(SettingsError, match="'semantic'"):
        build_retriever(index, settings, "semantic")
