import pytest

from evals.phrase import distinctive_phrase

TEXT = "The plan named aims. The plan named eight new aims for the whole country in May. It was late."


def phrase(place: str, **most: int) -> str:
    start = TEXT.rindex(place)
    return distinctive_phrase(TEXT, (start, start + len(place)), **most)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("country", "country"),
        ("aims", "aims for"),
        ("The plan named", "The plan named eight"),
        ("late.", "late."),
    ],
)
def test_a_phrase_grows_until_it_is_unique(place: str, expected: str) -> None:
    assert phrase(place) == expected


def test_a_phrase_never_has_more_words_than_it_may() -> None:
    assert phrase("eight new aims for the whole country in May", most=3) == "eight new aims"


def test_a_phrase_stays_in_its_sentence() -> None:
    repeated = "It fell. It fell. It fell."
    assert distinctive_phrase(repeated, (12, 16)) == "It fell."
