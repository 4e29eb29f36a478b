"""Whether an answer is right, by the rule of facts: pure functions of one question and one reply."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from core.records import Answer, Outcome, Statement, Verdict
from core.text import split_sentences
from evals.gold import GoldSpan, is_gold
from evals.match import facts_said, says, tokens
from evals.metrics import Tallies, Tally, one
from evals.questions import EvalQuestion, Kind
from evals.record import Reply

FEW_SENTENCES = 3
_SHOWN_AS_FACT = (Verdict.SUPPORTED, Verdict.UNCHECKED)


def shown_as_fact(answer: Answer) -> tuple[Statement, ...]:
    """The statements that a reader takes for what the documents say."""
    return tuple(s for s in answer.statements if s.verdict in _SHOWN_AS_FACT)


def said(answer: Answer) -> str:
    """What an answer says, without citation numbers and without sentences that are marked as unsupported.

    A corrected premise is marked CONTRADICTED, and the words that correct it count.
    """
    corrects = answer.outcome is Outcome.PREMISE_CORRECTED
    shown = [
        s for s in answer.statements if s.verdict in _SHOWN_AS_FACT or (corrects and s.verdict is Verdict.CONTRADICTED)
    ]
    return " \n ".join(f"{s.preface} \n {s.text}" for s in shown)


def is_right(question: EvalQuestion, reply: Reply, gold: Sequence[GoldSpan] = ()) -> bool:
    """Whether the reply is what gold asks for. An error is wrong.

    Answerable: answered (not refused, no premise "corrected") with an alternative of every fact and of every list item,
    and nothing that must not be said. Unanswerable: refused. False premise: corrected, with every fact.
    Where a question has no facts, its place is its gold: a gold sentence must be cited.
    """
    answer = reply.answer
    if answer is None:
        return False
    if question.kind is Kind.UNANSWERABLE:
        return answer.outcome.abstained
    wanted = (
        (Outcome.PREMISE_CORRECTED,) if question.kind is Kind.FALSE_PREMISE else (Outcome.ANSWERED, Outcome.PARTIAL)
    )
    return answer.outcome in wanted and _says_all(question, answer, gold) and not says_forbidden(question, answer)


def first_sentences(answer: Answer, most: int = FEW_SENTENCES) -> Answer:
    """The answer cut off after so many sentences; a quotation of two counts as two."""
    statements: list[Statement] = []
    for statement in answer.statements:
        spans = split_sentences(statement.text)[:most]
        if not spans:
            break
        most -= len(spans)
        statements.append(replace(statement, text=statement.text[: spans[-1][1]]))
    cited = {number for statement in statements for number in statement.evidence}
    return replace(
        answer, statements=tuple(statements), evidence=tuple(e for e in answer.evidence if e.number in cited)
    )


def says_forbidden(question: EvalQuestion, answer: Answer) -> bool:
    """Whether an answer says anything that it must not."""
    return any(says(said(answer), phrase) for phrase in question.must_not)


def answer_tallies(question: EvalQuestion, reply: Reply, gold: Sequence[GoldSpan] = ()) -> Tallies:
    """Every metric of answers that concerns this question.

    A question that failed is wrong wherever more is better, and no part of a figure where less is: there it would count
    as good.
    """
    right = is_right(question, reply, gold)
    tallies = {
        "accuracy": one(right),
        "accuracy_in_three": one(right and _is_right_at_once(question, reply, gold)),
        "failures": one(bool(reply.error)),
    }
    tallies |= _by_kind(question, reply, right)
    tallies |= _missteps(question, reply.answer, gold) if reply.answer else {}
    if question.list_facts and question.kind is Kind.ANSWERABLE:
        found = facts_said(said(reply.answer), question.list_facts) if reply.answer else ()
        tallies["list_recall"] = Tally(len(found), len(question.list_facts))
    return tallies


def follow_up_tallies(
    question: EvalQuestion, reply: Reply, standalone: Reply, gold: Sequence[GoldSpan] = ()
) -> Tallies:
    """What a question loses by being asked in a dialogue: 1 where only the standalone form is answered rightly."""
    loss = is_right(question, standalone, gold) - is_right(question, reply, gold)
    return {"follow_up_loss": Tally(float(loss), 1.0)}


def query_tallies(question: EvalQuestion, reply: Reply) -> Tallies:
    """Word F1 between the query that was searched for a follow-up and the form that a person gave it."""
    if reply.answer is None or not (question.is_follow_up and question.standalone):
        return {}
    searched = Counter(token.form for token in tokens(reply.answer.query))
    wanted = Counter(token.form for token in tokens(question.standalone))
    shared, total = (searched & wanted).total(), searched.total() + wanted.total()
    return {"query_f1": Tally(2 * shared / total, 1.0)} if total else {}


def _is_right_at_once(question: EvalQuestion, reply: Reply, gold: Sequence[GoldSpan]) -> bool:
    answer = reply.answer
    return answer is not None and is_right(question, reply.model_copy(update={"answer": first_sentences(answer)}), gold)


def _by_kind(question: EvalQuestion, reply: Reply, right: bool) -> Tallies:
    """The figures of which more is better."""
    refused = reply.answer is not None and reply.answer.outcome.abstained
    tallies = {"refusal_precision": one(question.kind is Kind.UNANSWERABLE)} if refused else {}
    match question.kind:
        case Kind.FALSE_PREMISE:
            return tallies | {"corrections": one(right), "corrected_or_refused": one(right or refused)}
        case Kind.UNANSWERABLE:
            return tallies | {"refusal_recall": one(right)}
        case Kind.ANSWERABLE:
            return tallies | {"accuracy_answerable": one(right)}


def _missteps(question: EvalQuestion, answer: Answer, gold: Sequence[GoldSpan]) -> Tallies:
    """The figures of which less is better."""
    tallies = {"forbidden": one(says_forbidden(question, answer))} if question.must_not else {}
    if question.kind is Kind.FALSE_PREMISE:
        answered = answer.outcome in (Outcome.ANSWERED, Outcome.PARTIAL)
        return tallies | {"premises_accepted": one(answered and not _says_all(question, answer, gold))}
    tallies["false_corrections"] = one(answer.outcome is Outcome.PREMISE_CORRECTED)
    if question.kind is Kind.ANSWERABLE:
        tallies["false_refusals"] = one(answer.outcome.abstained)
    return tallies


def _says_all(question: EvalQuestion, answer: Answer, gold: Sequence[GoldSpan]) -> bool:
    if gold and not question.all_facts:
        return any(is_gold(evidence, gold) for evidence in answer.evidence)
    return len(facts_said(said(answer), question.all_facts)) == len(question.all_facts)
