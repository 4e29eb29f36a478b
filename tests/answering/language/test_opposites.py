import pytest

from answering.language.opposites import alternatives, denied_spans, plain, stances


def sides(text: str, language: str = "en") -> set[tuple[int, int]]:
    """The pairs of opposites that a text takes a side of, each with the side."""
    return {(stance.pair, stance.side) for stance in stances(plain(text), language)}


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
    mine, theirs = sides(one, language), sides(other, language)
    assert any((pair, 1 - side) in theirs for pair, side in mine)
    assert not mine & theirs


def test_what_is_denied_until_a_time_is_affirmed() -> None:
    approved = sides("The plan was approved.")
    assert sides("The plan was not approved until May.") == approved
    assert sides("The plan was not approved.") == {(pair, 1 - side) for pair, side in approved}


@pytest.mark.parametrize(
    "text",
    ["They tried to abolish the toll.", "The plan could abolish the toll.", "Querían abolir el peaje."],
)
def test_what_is_tried_or_possible_takes_no_side(text: str) -> None:
    assert sides(text) == set()


def test_a_denial_ends_with_its_clause() -> None:
    text = "it did not rain, and the harvest was good"
    [(start, end)] = denied_spans(text)
    assert text[start:end] == " rain"


def test_a_participle_alone_is_all_that_a_spanish_no_denies() -> None:
    text = "por un peaje no pagado se hizo famoso"
    [(start, end)] = denied_spans(text)
    assert text[start:end] == " pagado"


def test_members_of_one_set_are_told_apart() -> None:
    [army, police] = alternatives("the army followed the police", "en")
    assert army.pair == police.pair
    assert army.side != police.side
