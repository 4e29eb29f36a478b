import pytest

from answering.language.ordinary import is_noun, is_ordinary


@pytest.mark.parametrize("word", ["Deaths", "countries", "Women", "witnesses", "muertos", "threatened"])
def test_ordinary_words_are_known_in_one_and_many(word: str) -> None:
    assert is_ordinary(word)


@pytest.mark.parametrize("word", ["Vesk", "Selby", "Culiacán", "Durazo"])
def test_names_are_not(word: str) -> None:
    assert not is_ordinary(word)


def test_a_noun_is_told_from_a_verb() -> None:
    assert is_noun("strikes")
    assert not is_noun("persuade")
