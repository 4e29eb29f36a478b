"""Feedback becomes cases: an answer that was judged in the chat, as a question of the user's own set."""

import hashlib
from collections.abc import Sequence
from enum import StrEnum

from core.records import Answer, Evidence, Scope, Turn
from core.settings import Settings
from evals.match import FactGroup
from evals.phrase import distinctive_phrase
from evals.questions import OWN_SET, EvalQuestion, Exchange, Quote, load_questions, own_folder, save_questions

TAG = "feedback"


class Judgement(StrEnum):
    """What a thumb says."""

    RIGHT = "right"
    WRONG = "wrong"


def case_from_answer(
    answer: Answer,
    judgement: Judgement,
    correction: str = "",
    *,
    silent: bool = False,
    history: Sequence[Turn] = (),
    scope: Scope | None = None,
    topic: str = "",
) -> EvalQuestion:
    """The question that an answer and its judgement make.

    A right answer is gold: its cited sentences are the gold quotes, its lead's answering words the fact. A right
    refusal makes an unanswerable question, a wrong one an answerable. A wrong answer's lead must not be said again.
    `correction` says what is right, as facts: `;` between facts that must all be said, `|` between forms of one
    ("17,608 | 17608; first half"). `silent` says that the documents do not answer at all.
    """
    refused = answer.outcome.abstained
    gold = judgement is Judgement.RIGHT and not refused
    silent = silent or (judgement is Judgement.RIGHT and refused)
    wrong_lead = judgement is Judgement.WRONG and not silent and answer.statements
    return EvalQuestion(
        question_id=_id(answer, history, scope or Scope()),
        question=answer.question,
        answerable=not silent,
        history=tuple(Exchange(question=turn.question, answer=turn.answer) for turn in history),
        scope=scope or Scope(),
        facts=() if silent else facts_of(correction) or (_lead_fact(answer) if gold else ()),
        quotes=tuple(filter(None, map(_quote, _cited(answer)))) if gold else (),
        must_not=(answer.statements[0].text,) if wrong_lead else (),
        tags=(TAG,),
        topic=topic,
    )


def facts_of(correction: str) -> tuple[FactGroup, ...]:
    """The facts that a correction names: `;` between facts, `|` between forms of one."""
    groups = (tuple(form.strip() for form in fact.split("|") if form.strip()) for fact in correction.split(";"))
    return tuple(group for group in groups if group)


def save_case(settings: Settings, case: EvalQuestion) -> int:
    """Puts a case into the user's own set, in the place of an earlier one of that id; returns how many there are."""
    path = own_folder(settings) / f"{OWN_SET}.jsonl"
    before = load_questions(path) if path.is_file() else ()
    kept = [question for question in before if question.question_id != case.question_id]
    save_questions(path, [*kept, case])
    return len(kept) + 1


def remove_case(settings: Settings, question_id: str) -> None:
    """Takes a case out of the user's own set."""
    path = own_folder(settings) / f"{OWN_SET}.jsonl"
    if path.is_file():
        save_questions(path, [question for question in load_questions(path) if question.question_id != question_id])


def _id(answer: Answer, history: Sequence[Turn], scope: Scope) -> str:
    restricted = () if scope.is_everything else (repr(scope),)
    told = "\n".join((*(turn.question for turn in history), answer.question, *restricted))
    return f"user-{hashlib.sha256(told.encode()).hexdigest()[:8]}"


def _cited(answer: Answer) -> tuple[Evidence, ...]:
    numbers = {number for statement in answer.statements for number in statement.evidence}
    return tuple(evidence for evidence in answer.evidence if evidence.number in numbers)


def _lead_fact(answer: Answer) -> tuple[FactGroup, ...]:
    """The answering words of the first cited evidence, or a phrase of its quote where none are marked."""
    cited = _cited(answer)
    if not cited:
        return ()
    lead = cited[0]
    if lead.focus and lead.focus[0] < lead.focus[1]:
        start = lead.passage.start
        return ((lead.passage.text[lead.focus[0] - start : lead.focus[1] - start].strip() or lead.quote,),)
    return ((_phrase(lead),),)


def _quote(evidence: Evidence) -> Quote | None:
    phrase = _phrase(evidence)
    return Quote(doc_id=evidence.passage.doc_id, phrase=phrase) if phrase else None


def _phrase(evidence: Evidence) -> str:
    """Of the sentence that is cited, a phrase that its passage has nowhere else."""
    passage = evidence.passage
    place = evidence.focus or (evidence.start, evidence.end)
    return distinctive_phrase(passage.text, (place[0] - passage.start, place[1] - passage.start))
