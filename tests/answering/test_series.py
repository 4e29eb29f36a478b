import pytest

from answering.question import analyse
from answering.select import select
from answering.series import series_with
from tests.answering.candidates import candidate

TOLD = (
    "The guild was reformed in three ways.",
    "First, its wardens were chosen by lot.",
    "A second rule opened the accounts.",
    "Few had seen them before.",
    "Finally, apprentices were paid.",
    "The town was content.",
)
LISTED = "The keeper asked for:\n\n- oil for the lamp;\n- two ropes;\n- a boat.\n\nHe got the oil."


def members(anchor: str, sentences: tuple[str, ...], whole: str) -> list[str]:
    found = [candidate(sentence, 0.5, whole) for sentence in sentences]
    return [c.text for c in series_with(next(c for c in found if c.text == anchor), found)]


@pytest.mark.parametrize("anchor", TOLD[:5])
def test_a_series_is_found_from_any_of_its_sentences_and_from_the_one_that_announces_it(anchor: str) -> None:
    assert members(anchor, TOLD, " ".join(TOLD)) == list(TOLD[1:5])


def test_what_comes_after_a_series_is_not_part_of_it() -> None:
    assert members(TOLD[5], TOLD, " ".join(TOLD)) == []


@pytest.mark.parametrize(
    "sentences",
    [
        ("First came the flood.", "The mill was rebuilt.", "Wheat was sold.", "Rye was not.", "Finally, the war came."),
        ("The first mill burned.", "The town wept.", "Another one was built."),
        ("He was the first.", "The mill stood."),
    ],
)
def test_a_first_that_nothing_goes_on_from_is_no_series(sentences: tuple[str, ...]) -> None:
    assert members(sentences[0], sentences, " ".join(sentences)) == []


def test_the_items_under_a_colon_are_a_series() -> None:
    sentences = ("The keeper asked for:", "oil for the lamp;", "two ropes;", "a boat.", "He got the oil.")
    assert members(sentences[0], sentences, LISTED) == list(sentences[1:4])
    assert members("two ropes;", sentences, LISTED) == list(sentences[1:4])
    assert members("He got the oil.", sentences, LISTED) == []


@pytest.mark.parametrize(
    ("question", "told"),
    [("Which reforms did the guild see?", [*TOLD[:3], *TOLD[3:5]]), ("Who led the guild?", TOLD[:1])],
)
def test_only_a_question_after_several_things_is_answered_with_the_series(question: str, told: list[str]) -> None:
    whole = " ".join(TOLD)
    best = [candidate(TOLD[0], 0.9, whole), *(candidate(sentence, 0.01, whole) for sentence in TOLD[1:])]
    assert [c.text for c in select(analyse(question), best, most=3)] == list(told)
