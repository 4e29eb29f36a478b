from collections.abc import Iterator

import pytest

from core.settings import Settings
from index.health import examine, looks_healthy, mend
from index.store import PassageIndex
from tests.index.builders import staged
from tests.toys import ToyEmbedder


@pytest.fixture
def index(settings: Settings) -> Iterator[PassageIndex]:
    one = PassageIndex(settings, ToyEmbedder())
    one.write_manifest()
    one.add([staged("a", "The red fox. ", "It runs."), staged("b", "The brown hen.")])
    yield one
    one.close()


def test_an_index_in_order_is_healthy(index: PassageIndex) -> None:
    assert examine(index).healthy
    assert looks_healthy(index)


def test_passages_of_no_document_are_found_and_swept(index: PassageIndex) -> None:
    lost = staged("gone", "Words of a killed run.")
    index.vectors.add(lost.keys, index.embed(["x"]))
    index.lexical.add([(lost.keys[0], "x", "en")])
    found = examine(index)
    assert (found.litter, looks_healthy(index)) == (frozenset(lost.keys), False)
    mend(index, found)
    assert examine(index).healthy


def test_missing_vectors_are_found_and_made_again(index: PassageIndex) -> None:
    keys = staged("a", "The red fox. ", "It runs.").keys
    index.vectors.remove(keys)
    found = examine(index)
    assert found.without_vector == frozenset(keys)
    mend(index, found)
    assert examine(index).healthy
    assert index.search_vectors("red fox", 1)[0][0].doc_id == "a"


def test_missing_words_are_found_and_written_again(index: PassageIndex) -> None:
    one = staged("b", "The brown hen.")
    index.lexical.remove([("b", one.version)])
    found = examine(index)
    assert found.without_words == frozenset(one.keys)
    mend(index, found)
    assert examine(index).healthy
    assert index.search_words("hen", 1)[0][0].doc_id == "b"
