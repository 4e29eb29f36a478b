"""Questions to rows: ask, look up what is gold in the index, and keep everything."""

import time
import traceback
from collections.abc import Callable, Sequence
from itertools import groupby

from answering.protocols import AnswerStopped, Progress
from core.records import Answer, Hit, Scope, Turn
from evals.gold import GoldSpan, TextOf, gold_spans, is_relevant
from evals.questions import EvalQuestion
from evals.record import Ranked, Reply, Row
from evals.subject import RANKING_DEPTH, Subject
from evals.tokens import counted_tokens

IsCancelled = Callable[[], bool]
Asked = tuple[str, EvalQuestion]  # name of the set, question


def units_of(asked: Sequence[Asked]) -> list[tuple[Asked, ...]]:
    """Questions that must be asked in a row: the turns of a dialogue, or one question alone."""
    grouped = groupby(asked, key=lambda pair: (pair[0], pair[1].unit))
    return [tuple(unit) for _, unit in grouped]


def ask_unit(subject: Subject, unit: Sequence[Asked], is_cancelled: IsCancelled = lambda: False) -> list[Row]:
    """A row for each question. In a dialogue the history is what the assistant itself answered before.

    Raises `AnswerStopped` when the run is cancelled in between.
    """
    rows: list[Row] = []
    said: list[Turn] = []
    for from_set, question in unit:
        row = _row(subject, from_set, question, question.turns + tuple(said), is_cancelled)
        rows.append(row)
        answer = row.reply.answer
        said.append(answer.turn if answer else Turn(question=question.question, answer=""))
    return rows


def _row(
    subject: Subject, from_set: str, question: EvalQuestion, history: Sequence[Turn], is_cancelled: IsCancelled
) -> Row:
    reply = _reply(subject, question.question, history, question.scope, is_cancelled)
    standalone = None
    if question.is_follow_up and question.standalone:
        standalone = _reply(subject, question.standalone, (), question.scope, is_cancelled)
    gold = gold_spans(question, subject.text_of)
    return Row(
        question=question,
        from_set=from_set,
        unit=question.unit,
        reply=reply,
        gold=gold,
        gold_passages=gold_passages(subject, gold),
        ranking=_ranking(subject, question, reply, gold),
        standalone=standalone,
    )


def _ranking(subject: Subject, question: EvalQuestion, reply: Reply, gold: Sequence[GoldSpan]) -> tuple[Ranked, ...]:
    """The ranking for the query of the answer; a question that failed or has no gold is not searched for again."""
    if reply.answer is None or not gold:
        return ()
    return ranked(subject.retrieve(reply.answer.query, question.question, RANKING_DEPTH), gold)


def _reply(subject: Subject, question: str, history: Sequence[Turn], scope: Scope, is_cancelled: IsCancelled) -> Reply:
    def watch(_: Progress) -> None:
        if is_cancelled():
            raise AnswerStopped

    began = time.perf_counter()
    with counted_tokens() as tokens:
        try:
            answer = subject.ask(question, history, scope=scope, watch=watch)
        except AnswerStopped:
            raise
        except Exception as error:  # noqa: BLE001 - a failed question is kept, counts as wrong and is listed
            return Reply(error=_told(error), seconds=time.perf_counter() - began)
        seconds = time.perf_counter() - began
    return Reply(answer=answer, seconds=seconds, exact=exact_evidence(answer, subject.text_of), tokens=tokens())


def exact_evidence(answer: Answer, text_of: TextOf) -> tuple[int, ...]:
    """Numbers of the evidence whose quote stands in the stored document at its place."""
    return tuple(
        e.number for e in answer.evidence if e.quote and (text_of(e.passage.doc_id) or "")[e.start : e.end] == e.quote
    )


def gold_passages(subject: Subject, gold: Sequence[GoldSpan]) -> tuple[str, ...]:
    """Ids of every passage of the index that holds part of a gold sentence."""
    doc_ids = dict.fromkeys(span.doc_id for span in gold)
    passages = (passage for doc_id in doc_ids for passage in subject.passages_of(doc_id))
    return tuple(passage.passage_id for passage in passages if is_relevant(passage, gold))


def ranked(hits: Sequence[Hit], gold: Sequence[GoldSpan]) -> tuple[Ranked, ...]:
    """The hits in their order, each with whether it is gold."""
    passages = (hit.passage for hit in hits)
    return tuple(Ranked(passage_id=p.passage_id, doc_id=p.doc_id, relevant=is_relevant(p, gold)) for p in passages)


def _told(error: BaseException) -> str:
    where = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({where.name}, line {where.lineno})"
