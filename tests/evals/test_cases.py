from dataclasses import replace

import pytest

from core.records import Answer, Scope, Turn
from core.records import Kind as DocumentKind
from core.settings import Settings
from evals.answers import is_right
from evals.cases import Judgement, case_from_answer, facts_of, remove_case, save_case
from evals.gold import gold_spans
from evals.questions import EvalQuestion, Kind, load_set
from tests.evals.toys import DEATHS, HALF, REFUSAL, TEXTS, answer, evidence, reply


def rightly(case: EvalQuestion, told: Answer) -> bool:
    return is_right(case, reply(told), gold_spans(case, TEXTS.get))


def test_a_right_answer_becomes_gold_that_the_same_answer_meets_and_another_does_not() -> None:
    told = answer(DEATHS)
    case = case_from_answer(told, Judgement.RIGHT)
    assert case.kind is Kind.ANSWERABLE
    assert [TEXTS[span.doc_id][span.start : span.end] for span in gold_spans(case, TEXTS.get)] == [DEATHS]
    assert rightly(case, told)
    assert not rightly(case, answer(HALF))
    assert not rightly(case, REFUSAL)


def test_the_answering_words_become_the_fact_where_they_are_marked() -> None:
    told = replace(answer(DEATHS), evidence=(evidence(DEATHS, focus="17,608"),))
    assert case_from_answer(told, Judgement.RIGHT).facts == (("17,608",),)


def test_a_correction_is_the_gold_of_a_wrong_answer() -> None:
    case = case_from_answer(answer(HALF), Judgement.WRONG, "17,608 | 17608; killed")
    assert case.facts == (("17,608", "17608"), ("killed",))
    assert (case.quotes, case.kind) == ((), Kind.ANSWERABLE)
    assert rightly(case, answer(DEATHS))
    assert not rightly(case, answer(HALF))


@pytest.mark.parametrize(
    ("told", "judgement", "kind"),
    [
        (REFUSAL, Judgement.RIGHT, Kind.UNANSWERABLE),
        (REFUSAL, Judgement.WRONG, Kind.ANSWERABLE),
        (answer(DEATHS), Judgement.WRONG, Kind.ANSWERABLE),
        (answer(DEATHS), Judgement.RIGHT, Kind.ANSWERABLE),
    ],
)
def test_a_thumb_alone_makes_a_case_on_which_the_answer_fares_as_judged(
    told: Answer, judgement: Judgement, kind: Kind
) -> None:
    case = case_from_answer(told, judgement)
    assert case.kind is kind
    assert rightly(case, told) is (judgement is Judgement.RIGHT)


def test_a_wrong_answer_may_be_replaced_by_another_and_not_by_itself() -> None:
    case = case_from_answer(answer(HALF, DEATHS), Judgement.WRONG)
    assert rightly(case, answer(DEATHS))
    assert not rightly(case, answer(DEATHS, HALF))


def test_documents_that_are_said_to_be_silent_make_an_unanswerable_question() -> None:
    case = case_from_answer(answer(DEATHS), Judgement.WRONG, silent=True)
    assert (case.kind, case.facts, case.quotes, case.must_not) == (Kind.UNANSWERABLE, (), (), ())
    assert rightly(case, REFUSAL)
    assert not rightly(case, answer(DEATHS))


def test_a_follow_up_keeps_its_conversation() -> None:
    turns = (Turn(question="Who?", answer="He."),)
    case = case_from_answer(answer(DEATHS), Judgement.RIGHT, history=turns)
    assert case.turns == turns
    assert case.question_id != case_from_answer(answer(DEATHS), Judgement.RIGHT).question_id


def test_a_question_to_some_documents_stays_one_to_those(settings: Settings) -> None:
    scope = Scope(doc_ids=("a.md",), kinds=(DocumentKind.BRIEF,), published_to="2020-05")
    case = case_from_answer(answer(DEATHS), Judgement.RIGHT, scope=scope)
    assert case.question_id != case_from_answer(answer(DEATHS), Judgement.RIGHT).question_id
    save_case(settings, case)
    (kept,) = load_set(settings, "user")
    assert kept.scope == scope


def test_facts_are_read_from_a_correction_as_people_write_it() -> None:
    assert facts_of(" a | b ;; c|") == (("a", "b"), ("c",))
    assert facts_of("  ") == ()


def test_a_case_is_kept_in_the_users_own_set_and_replaced_by_a_later_one(settings: Settings) -> None:
    first = case_from_answer(answer(HALF), Judgement.WRONG)
    second = case_from_answer(answer(HALF), Judgement.WRONG, "17,608")
    assert save_case(settings, first) == 1
    assert save_case(settings, second) == 1
    assert load_set(settings, "user") == (second,)
    remove_case(settings, second.question_id)
    assert load_set(settings, "user") == ()
