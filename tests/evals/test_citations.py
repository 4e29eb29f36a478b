from dataclasses import replace

from core.records import Outcome, Statement, Verdict
from evals.citations import evidence_tallies
from evals.metrics import Tally
from tests.evals.toys import DEATHS, HALF, PLAN, REFUSAL, answer, question, row, unanswerable


def test_a_citation_is_right_when_it_overlaps_the_gold_sentence_or_says_a_gold_fact() -> None:
    asked = question(facts=[["17,608"], ["eight aims"]])
    tallies = evidence_tallies(row(asked, answer(DEATHS, HALF, PLAN)))
    assert tallies["citation_precision"] == Tally(2, 3)
    assert tallies["citation_precision_strict"] == Tally(1, 3)
    assert tallies["citation_recall"] == Tally(2, 3)
    assert tallies["lead_right"] == tallies["gold_cited"] == Tally(1, 1)


def test_the_first_sentence_is_judged_on_its_own() -> None:
    tallies = evidence_tallies(row(question(), answer(HALF, DEATHS)))
    assert (tallies["lead_right"], tallies["gold_cited"]) == (Tally(0, 1), Tally(1, 1))


def test_a_statement_is_not_carried_when_its_quote_is_not_exact() -> None:
    kept = row(question(), answer(DEATHS))
    changed = kept.model_copy(update={"reply": kept.reply.model_copy(update={"exact": ()})})
    tallies = evidence_tallies(changed)
    assert tallies["exact_quotes"] == Tally(0, 1)
    assert (tallies["citation_precision"], tallies["citation_recall"]) == (Tally(1, 1), Tally(0, 1))


def test_a_statement_is_not_carried_when_it_says_a_fact_that_its_citation_lacks() -> None:
    told = answer(DEATHS, PLAN)
    both = Statement(text=f"{DEATHS} {PLAN}", evidence=(1,), verdict=Verdict.SUPPORTED)
    asked = question(facts=[["17,608"], ["eight aims"]])
    assert evidence_tallies(row(asked, replace(told, statements=(both,))))["citation_recall"] == Tally(0, 1)
    carried = replace(both, evidence=(1, 2))
    assert evidence_tallies(row(asked, replace(told, statements=(carried,))))["citation_recall"] == Tally(1, 1)


def test_a_statement_without_a_citation_lowers_recall_and_not_precision() -> None:
    told = answer(DEATHS)
    bare = Statement(text="It was bad.", evidence=(), verdict=Verdict.UNCHECKED)
    tallies = evidence_tallies(row(question(), replace(told, statements=(*told.statements, bare))))
    assert (tallies["citation_precision"], tallies["citation_recall"]) == (Tally(1, 1), Tally(1, 2))
    assert tallies["groundedness"] == Tally(1, 2)


def test_a_number_that_no_evidence_has_is_no_citation_and_not_exact() -> None:
    told = answer(DEATHS)
    astray = replace(told.statements[0], evidence=(1, 7))
    tallies = evidence_tallies(row(question(), replace(told, statements=(astray,))))
    assert (tallies["citation_precision"], tallies["exact_quotes"]) == (Tally(1, 1), Tally(1, 2))


def test_statements_that_are_marked_as_unsupported_do_not_count_as_shown_facts() -> None:
    tallies = evidence_tallies(row(question(), answer(DEATHS, verdict=Verdict.UNSUPPORTED)))
    assert tallies["citation_recall"] == tallies["groundedness"] == Tally(0, 0)
    assert tallies["exact_quotes"] == Tally(1, 1)


def test_refusals_and_failures_have_no_citations_to_judge() -> None:
    assert evidence_tallies(row(question(), REFUSAL)) == {}
    assert evidence_tallies(row(question(), None)) == {}
    assert evidence_tallies(row(question(), answer(PLAN, outcome=Outcome.DECLINED))) == {}


def test_an_answer_to_an_unanswerable_question_is_judged_without_gold_alone() -> None:
    tallies = evidence_tallies(row(unanswerable(), answer(PLAN)))
    assert tallies == {
        "exact_quotes": Tally(1, 1),
        "groundedness": Tally(1, 1),
        "citation_support": Tally(1, 1),
        "statement_support": Tally(1, 1),
    }


def test_a_quote_carries_the_words_that_it_has_whatever_was_asked() -> None:
    tallies = evidence_tallies(row(question(), answer(HALF, PLAN, verdict=Verdict.UNCHECKED)))
    assert (tallies["citation_support"], tallies["statement_support"]) == (Tally(2, 2), Tally(2, 2))
    assert tallies["citation_precision"] == Tally(0, 2)


def test_other_words_are_carried_when_the_checker_says_so_and_no_figure_is_missing() -> None:
    told = answer(DEATHS)
    for text, verdict, carried in (
        ("The dead were 17,608.", Verdict.SUPPORTED, 1),
        ("The dead were 17,608.", Verdict.UNCHECKED, 0),
        ("The dead were 18,000.", Verdict.SUPPORTED, 0),
    ):
        said = Statement(text=text, evidence=(1,), verdict=verdict)
        tallies = evidence_tallies(row(question(), replace(told, statements=(said,))))
        assert tallies["citation_support"] == tallies["statement_support"] == Tally(carried, 1)


def test_a_quote_that_is_not_exact_carries_nothing() -> None:
    kept = row(question(), answer(DEATHS))
    changed = kept.model_copy(update={"reply": kept.reply.model_copy(update={"exact": ()})})
    tallies = evidence_tallies(changed)
    assert (tallies["citation_support"], tallies["statement_support"]) == (Tally(0, 1), Tally(0, 1))
