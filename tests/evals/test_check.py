import pytest

from evals.check import count_by_tag, find_faults
from evals.questions import EvalQuestion

TEXTS = {"a.md": "In all, 17,608 people died. The plan named eight aims.", "b.md": "In May it was 31 percent."}
GOOD: dict[str, object] = {
    "id": "q-1", "question": "How many were killed?", "answerable": True, "facts": [["17608"]], "topic": "deaths",
    "quotes": [{"doc_id": "a.md", "phrase": "17,608 people died"}], "tags": ["factual"],
}  # fmt: skip


def made(**fields: object) -> EvalQuestion:
    return EvalQuestion.model_validate({**GOOD, **fields})


def reasons(*questions: EvalQuestion) -> list[str]:
    return [fault.reason for fault in find_faults({"dev": questions}, TEXTS.get)]


def test_a_good_question_has_no_fault() -> None:
    assert reasons(made()) == []


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"quotes": [{"doc_id": "a.md", "phrase": "18,000 people"}]}, "does not occur"),
        ({"quotes": [{"doc_id": "c.md", "phrase": "people"}]}, "no document 'c.md'"),
        ({"quotes": [{"doc_id": "a.md", "phrase": "in all 17,608 people died the plan named eight aims"}]}, "10 words"),
        ({"quotes": []}, "no quotes"),
        ({"facts": []}, "no facts"),
        ({"facts": [["31%"]]}, "no gold document says the fact '31%'"),
        ({"list_facts": [["eight aims"]]}, "no gold sentence says the fact 'eight aims'"),
        ({"answerable": False}, "unanswerable, yet has facts"),
        ({"question": "Were 17,608 killed?"}, "names its answer"),
        ({"must_not": ["people died"]}, "must not be said"),
        ({"dialogue": "d", "turn": 2, "standalone": "How many?"}, "turns [2]"),
    ],
)
def test_a_fault_is_found_and_named(fields: dict[str, object], reason: str) -> None:
    assert any(reason in found for found in reasons(made(**fields)))


def test_a_repeated_id_and_a_repeated_question_are_found() -> None:
    other = made(question="And how many were killed?")
    assert reasons(made(), other) == ["another question has this id", "asks what 'q-1' asks"]


def test_a_follow_up_without_its_standalone_form_is_found() -> None:
    turns = (made(dialogue="d", turn=1), made(id="q-2", question="And then?", dialogue="d", turn=2))
    assert reasons(*turns) == ["is a follow-up without `standalone`"]


def test_a_topic_and_a_gold_sentence_in_two_sets_are_found() -> None:
    other = made(id="q-2", question="What was the toll?")
    faults = find_faults({"dev": (made(),), "test": (other,)}, TEXTS.get)
    assert [fault.reason for fault in faults] == [
        "is in both 'dev' and 'test'",
        "shares a gold sentence (a.md, characters 0-27) with 'q-2' of 'test'",
    ]


def test_counts_tell_kinds_tags_languages_and_dialogues() -> None:
    questions = (made(), made(id="q-2", answerable=False, dialogue="d", turn=1, language="es", tags=["es", "typo"]))
    counted = count_by_tag({"dev": questions})["dev"]
    assert counted == {
        "all": 2, "answerable": 1, "unanswerable": 1, "#factual": 1, "#es": 1, "#typo": 1, "in en": 1, "in es": 1,
        "dialogues": 1,
    }  # fmt: skip
