from dataclasses import replace

import pytest

from core.records import Answer, Outcome, Statement, Verdict
from evals.answers import answer_tallies, first_sentences, follow_up_tallies, is_right, query_tallies, said
from evals.gold import gold_spans
from evals.metrics import METRICS, Tally
from evals.questions import EvalQuestion
from tests.evals.toys import DEATHS, HALF, PLAN, REFUSAL, TEXTS, answer, question, reply, unanswerable

CORRECTED = Outcome.PREMISE_CORRECTED
FALSE_PREMISE = question(question="Why were only ten killed?", premise="false")


@pytest.mark.parametrize(
    ("asked", "told", "right"),
    [
        (question(), answer(DEATHS), True),
        (question(), answer(DEATHS, outcome=Outcome.PARTIAL), True),
        (question(), answer(HALF), False),
        (question(), answer(HALF, DEATHS), True),
        (question(), REFUSAL, False),
        (question(), answer(DEATHS, outcome=CORRECTED), False),
        (question(facts=[["17,608"], ["first half"]]), answer(DEATHS), False),
        (question(facts=[["17,608"], ["first half"]]), answer(DEATHS, HALF), True),
        (question(facts=[["18,000", "17608"]]), answer(DEATHS), True),
        (question(must_not=["worst first half"]), answer(DEATHS, HALF), False),
        (question(facts=[], list_facts=[["eight aims"], ["17,608"]]), answer(PLAN), False),
        (unanswerable(), REFUSAL, True),
        (unanswerable(), answer(outcome=Outcome.DECLINED), True),
        (unanswerable(), answer(PLAN), False),
        (unanswerable(), answer(PLAN, outcome=CORRECTED), False),
        (FALSE_PREMISE, answer(DEATHS, outcome=CORRECTED), True),
        (FALSE_PREMISE, answer(HALF, outcome=CORRECTED), False),
        (FALSE_PREMISE, answer(DEATHS), False),
        (FALSE_PREMISE, REFUSAL, False),
    ],
)
def test_an_answer_is_right_when_it_is_what_gold_asks_for(asked: EvalQuestion, told: Answer, right: bool) -> None:
    assert is_right(asked, reply(told)) is right


def test_a_failed_question_is_wrong_even_where_a_refusal_is_right() -> None:
    assert not is_right(unanswerable(), reply(None, error="boom"))


def test_without_facts_a_gold_sentence_must_be_cited() -> None:
    asked = question(facts=[])
    gold = gold_spans(asked, TEXTS.get)
    assert is_right(asked, reply(answer(DEATHS)), gold)
    assert not is_right(asked, reply(answer(PLAN)), gold)


def test_a_citation_number_is_not_something_said() -> None:
    assert not is_right(question(facts=[["1"]]), reply(answer(DEATHS)))


def test_a_sentence_marked_as_unsupported_is_not_said() -> None:
    assert not is_right(question(), reply(answer(DEATHS, verdict=Verdict.UNSUPPORTED)))
    assert is_right(question(), reply(answer(DEATHS, verdict=Verdict.UNCHECKED)))


def test_the_words_that_correct_a_premise_are_said_and_a_contradicted_sentence_elsewhere_is_not() -> None:
    assert "17,608" in said(answer(DEATHS, outcome=CORRECTED, verdict=Verdict.CONTRADICTED))
    assert "17,608" not in said(answer(DEATHS, verdict=Verdict.CONTRADICTED))


def test_what_stands_before_a_quotation_is_said_too() -> None:
    told = replace(answer(), statements=(Statement(text="It rose.", evidence=(), preface="INEGI, 2019:"),))
    assert said(told).split() == ["INEGI,", "2019:", "It", "rose."]


def test_a_refused_answerable_question_is_a_false_refusal() -> None:
    tallies = answer_tallies(question(), reply(REFUSAL))
    assert tallies == {
        "accuracy": Tally(0, 1),
        "accuracy_in_three": Tally(0, 1),
        "accuracy_answerable": Tally(0, 1),
        "failures": Tally(0, 1),
        "false_refusals": Tally(1, 1),
        "false_corrections": Tally(0, 1),
        "refusal_precision": Tally(0, 1),
    }


def test_a_refused_unanswerable_question_counts_for_recall_and_precision_of_refusals() -> None:
    tallies = answer_tallies(unanswerable(), reply(REFUSAL))
    assert tallies["refusal_recall"] == tallies["refusal_precision"] == tallies["accuracy"] == Tally(1, 1)
    assert "false_refusals" not in tallies


def test_a_false_premise_is_corrected_accepted_or_neither() -> None:
    for told, corrected, accepted in (
        (answer(DEATHS, outcome=CORRECTED), 1, 0),
        (answer(HALF), 0, 1),
        (answer(DEATHS), 0, 0),
        (REFUSAL, 0, 0),
    ):
        tallies = answer_tallies(FALSE_PREMISE, reply(told))
        assert (tallies["corrections"], tallies["premises_accepted"]) == (Tally(corrected, 1), Tally(accepted, 1))
        assert "false_corrections" not in tallies


def test_a_false_premise_may_be_corrected_rightly_or_left_unanswered() -> None:
    for told, good in (
        (answer(DEATHS, outcome=CORRECTED), 1),
        (REFUSAL, 1),
        (answer(HALF, outcome=CORRECTED), 0),
        (answer(DEATHS), 0),
        (None, 0),
    ):
        assert answer_tallies(FALSE_PREMISE, reply(told, error="boom"))["corrected_or_refused"] == Tally(good, 1)


def test_what_comes_after_three_sentences_does_not_make_an_answer_right_in_three() -> None:
    late, in_time = answer(HALF, PLAN, HALF, DEATHS), answer(HALF, PLAN, DEATHS)
    assert answer_tallies(question(), reply(late))["accuracy"] == Tally(1, 1)
    assert answer_tallies(question(), reply(late))["accuracy_in_three"] == Tally(0, 1)
    assert answer_tallies(question(), reply(in_time))["accuracy_in_three"] == Tally(1, 1)


def test_a_quotation_of_two_sentences_counts_as_two() -> None:
    told = answer(f"{DEATHS} {HALF}", PLAN)
    assert [s.text for s in first_sentences(told, 3).statements] == [f"{DEATHS} {HALF}", PLAN]
    cut = first_sentences(told, 1)
    assert [s.text for s in cut.statements] == [DEATHS]
    assert [e.number for e in cut.evidence] == [1]


def test_a_failure_is_no_part_of_figures_where_less_is_better() -> None:
    failed = reply(None, error="boom")
    for asked in (question(must_not=["eight"]), unanswerable(), FALSE_PREMISE):
        tallies = answer_tallies(asked, failed)
        assert tallies["failures"] == Tally(1, 1)
        assert all(METRICS[name].higher_is_better for name in tallies.keys() - {"failures"})
        assert all(tally.hit == 0 for name, tally in tallies.items() if name != "failures")


def test_a_list_counts_its_items_and_a_failed_one_has_none() -> None:
    asked = question(facts=[], list_facts=[["17,608"], ["eight aims"], ["ten states"]])
    assert answer_tallies(asked, reply(answer(DEATHS, PLAN)))["list_recall"] == Tally(2, 3)
    assert answer_tallies(asked, reply(None))["list_recall"] == Tally(0, 3)


def test_failures_and_forbidden_words_are_counted() -> None:
    assert answer_tallies(question(), reply(None, error="boom"))["failures"] == Tally(1, 1)
    asked = question(must_not=["eight aims"])
    assert answer_tallies(asked, reply(answer(PLAN)))["forbidden"] == Tally(1, 1)
    assert answer_tallies(asked, reply(answer(DEATHS)))["forbidden"] == Tally(0, 1)


def test_a_follow_up_loses_what_only_its_standalone_form_gets_right() -> None:
    right, wrong = reply(answer(DEATHS)), reply(answer(HALF))
    assert follow_up_tallies(question(), wrong, right) == {"follow_up_loss": Tally(1, 1)}
    assert follow_up_tallies(question(), right, wrong) == {"follow_up_loss": Tally(-1, 1)}
    assert follow_up_tallies(question(), right, right) == {"follow_up_loss": Tally(0, 1)}


def test_query_f1_shares_words_with_the_form_that_a_person_gave() -> None:
    asked = question(dialogue="d", turn=2, standalone="How many people died in May?")
    told = reply(answer(DEATHS, query="How many died?"))
    # Three words searched, six wanted, three shared: 2 * 3 / (3 + 6).
    assert query_tallies(asked, told) == {"query_f1": Tally(2 * 3 / 9, 1)}
    assert query_tallies(question(), told) == {}
