from collections.abc import Sequence

import pytest

from answering.protocols import AnswerStopped, Progress, Watch
from core.records import Answer, Hit, Scope, Turn
from evals.ask import ask_unit, exact_evidence, units_of
from evals.subject import Subject
from tests.evals.toys import DEATHS, DOC, HALF, TEXTS, answer, passage, question, unanswerable

ASKED: list[tuple[str, tuple[Turn, ...]]] = []
SCOPES: list[Scope | None] = []


def subject(script: dict[str, Answer]) -> Subject:
    ASKED.clear()
    SCOPES.clear()

    def ask(
        question: str, history: Sequence[Turn] = (), *, scope: Scope | None = None, watch: Watch | None = None
    ) -> Answer:
        ASKED.append((question, tuple(history)))
        SCOPES.append(scope)
        assert watch is not None
        watch(Progress(stage="read"))
        return script[question]

    def retrieve(query: str, asked: str, k: int) -> tuple[Hit, ...]:
        return (Hit(passage=passage(), score=1.0, rank=1, retriever="toy"),)

    return Subject(ask=ask, retrieve=retrieve, text_of=TEXTS.get, passages_of=lambda _: (passage(),))


def test_a_row_keeps_answer_gold_ranking_and_what_is_exact() -> None:
    asked = question()
    (kept,) = ask_unit(subject({asked.question: answer(DEATHS)}), [("dev", asked)])
    assert kept.reply.answer == answer(DEATHS)
    assert [(span.start, span.end) for span in kept.gold] == [(0, len(DEATHS))]
    assert kept.gold_passages == ("a.md#000",)
    assert [(hit.passage_id, hit.relevant) for hit in kept.ranking] == [("a.md#000", True)]
    assert kept.reply.exact == (1,)
    assert (kept.from_set, kept.unit, kept.standalone) == ("dev", "q-1", None)


def test_a_dialogue_is_asked_in_turn_with_the_assistants_own_answers_as_history() -> None:
    first = question("a", dialogue="d", turn=1)
    second = question("b", question="And then?", dialogue="d", turn=2, standalone="What came then?")
    script = {first.question: answer(DEATHS, query="toll"), "And then?": answer(HALF), "What came then?": answer(HALF)}
    rows = ask_unit(subject(script), [("dev", first), ("dev", second)])
    said = Turn(question=first.question, answer=DEATHS, query="toll", quoted=answer(DEATHS).evidence)
    assert [(first.question, ()), ("And then?", (said,)), ("What came then?", ())] == ASKED
    assert [kept.unit for kept in rows] == ["dialogue d", "dialogue d"]
    assert rows[1].standalone is not None


def test_a_fixed_history_is_given_as_it_stands() -> None:
    asked = question(history=[{"question": "Who?", "answer": "He."}])
    ask_unit(subject({asked.question: answer(DEATHS)}), [("dev", asked)])
    assert [(asked.question, (Turn(question="Who?", answer="He."),))] == ASKED


def test_a_question_is_asked_of_the_documents_that_it_was_asked_of() -> None:
    scope = Scope(doc_ids=("a.md",), published_from="2019")
    ask_unit(subject({question().question: answer(DEATHS)}), [("dev", question(scope=scope))])
    assert [scope] == SCOPES


def test_an_error_is_kept_and_the_dialogue_goes_on() -> None:
    first, second = question("a", dialogue="d", turn=1), question("b", question="Then?", dialogue="d", turn=2)
    rows = ask_unit(subject({"Then?": answer(HALF)}), [("dev", first), ("dev", second)])
    assert rows[0].reply.answer is None
    assert rows[0].reply.error.startswith("KeyError: 'How many were killed?'")
    assert rows[1].reply.answer is not None
    assert (rows[0].gold_passages, rows[0].ranking) == (("a.md#000",), ())


def test_a_question_without_gold_is_not_ranked() -> None:
    asked = unanswerable()
    (kept,) = ask_unit(subject({asked.question: answer()}), [("dev", asked)])
    assert (kept.gold, kept.gold_passages, kept.ranking) == ((), (), ())


def test_a_cancelled_run_ends_within_the_answer() -> None:
    asked = question()
    with pytest.raises(AnswerStopped):
        ask_unit(subject({asked.question: answer(DEATHS)}), [("dev", asked)], is_cancelled=lambda: True)


def test_a_quote_that_the_document_does_not_have_is_not_exact() -> None:
    told = answer(DEATHS, HALF)
    assert exact_evidence(told, TEXTS.get) == (1, 2)
    assert exact_evidence(told, {DOC: "x" + TEXTS[DOC]}.get) == ()
    assert exact_evidence(told, dict[str, str]().get) == ()


def test_turns_of_a_dialogue_are_one_unit_and_single_questions_are_their_own() -> None:
    one, two = question("b", dialogue="d", turn=1), question("c", dialogue="d", turn=2)
    asked = [("dev", question("a")), ("dev", one), ("dev", two), ("user", question("d"))]
    assert [[q.question_id for _, q in unit] for unit in units_of(asked)] == [["a"], ["b", "c"], ["d"]]
