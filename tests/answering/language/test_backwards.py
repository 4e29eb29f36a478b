import pytest

from answering.language.backwards import to_spanish_words


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("mayors", "alcalde"),
        ("resigned", "dimitir"),
        ("the Supreme Court", "corte suprema"),
        ("Germany", "Alemania"),
        ("the Germans' wolves", "lobo"),
    ],
)
def test_a_word_in_any_form_has_its_spanish(english: str, spanish: str) -> None:
    assert spanish in to_spanish_words(english)


def test_names_and_figures_stay_and_small_words_go() -> None:
    assert to_spanish_words("When was Ana Whitcombe in 1,911 of them?") == "Ana Whitcombe 1,911"


def test_an_empty_question_has_no_words() -> None:
    assert to_spanish_words("") == ""
