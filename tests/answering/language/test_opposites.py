import pytest

from answering.language.opposites import denied_spans, plain, stances


def sides(text: str, language: str = "en") -> dict[str, int]:
    return {stance.words: stance.side for stance in stances(plain(text), language)}


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("The price rose.", "The price fell.", "en"),
        ("The council approved the plan.", "The council voted the plan down.", "en"),
        ("The court upheld the law.", "The court struck down the law.", "en"),
        ("The law covers boats.", "The law excludes boats.", "en"),
        ("The price rose.", "The price did not rise.", "en"),
        ("Output doubled.", "Output was 36% less than before.", "en"),
        ("El precio subió.", "El precio cayó.", "es"),
        ("El concejo aprobó el plan.", "El concejo rechazó el plan.", "es"),
        ("El concejo aprobó el plan.", "El concejo nunca aprobó el plan.", "es"),
    ],
)
def test_opposite_words_take_opposite_sides(one: str, other: str, language: str) -> None:
    [mine], [theirs] = sides(one, language).values(), sides(other, language).values()
    assert {mine, theirs} == {0, 1}


def test_what_is_denied_until_a_time_is_affirmed() -> None:
    assert sides("The plan was not approved until May.") == {"approved": 0}
    assert sides("The plan was not approved.") == {"approved": 1}


@pytest.mark.parametrize(
    "text",
    ["They tried to abolish the toll.", "The plan could abolish the toll.", "Querían abolir el peaje."],
)
def test_what_is_tried_or_possible_takes_no_side(text: str) -> None:
    assert sides(text) == {}


def test_a_denial_ends_with_its_clause() -> None:
    text = "it did not rain, and the harvest was good"
    [(start, end)] = denied_spans(text)
    assert text[start:end] == " rain"
