import pytest

from evals.match import facts_said, find_words, says, says_fact, tokens


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("In all, 17,608 people were killed.", "17608 people"),
        ("Murieron 17.608 personas.", "17,608 personas"),
        ("about 31% of them", "31 percent"),
        ("about 31 per cent of them", "31%"),
        ("el 31 por ciento", "31 percent"),
        ("President López Obrador's plan", "lopez obrador plan"),
        ("the anti-corruption office", "anti corruption"),
        ("it rose by 2.5 points", "2.5 points"),
        ("first\n  half", "First half"),
    ],
)
def test_a_phrase_is_said_whatever_the_form_of_its_numbers_and_accents(text: str, phrase: str) -> None:
    assert says(text, phrase)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("117,608 people", "17,608"),
        ("131% of them", "31%"),
        ("31 of them", "31%"),
        ("2.5 points", "5 points"),
        ("impunity", "unity"),
        ("people 17,608", "17,608 people"),
        ("anything", "—"),
    ],
)
def test_a_phrase_is_not_said_by_part_of_a_word_or_of_a_number(text: str, phrase: str) -> None:
    assert not says(text, phrase)


def test_places_are_spans_of_the_text_as_it_is_written() -> None:
    text = "Así, el 31 por ciento; y otro 31 % más."
    found = find_words(tokens(text), tokens("31 percent"))
    assert [text[start:end] for start, end in found] == ["31 por ciento", "31 %"]


def test_any_alternative_makes_a_fact_and_every_fact_is_looked_for() -> None:
    groups = (("January", "first half"), ("17,608",), ("Morelos",))
    assert says_fact("In the first half", groups[0])
    assert facts_said("In the first half, 17608 died.", groups) == groups[:2]
