"""Citation precision and recall, twice: against gold (do citations serve the question?) and by support.

**Against gold.** No oracle says whether a span bears on a question, so gold does. A cited span is *right* when it
shares a character with a gold sentence of the question, or says one of the question's gold facts. The second half
matters because several documents say the same thing and gold names only some of the places; it can also be met by
chance (a bare "13"), so the precision over gold sentences alone is given beside it.

Citation precision: right citations / citations, over the statements shown as fact.
Citation recall: statements shown as fact that are *carried* / statements shown as fact. A statement is carried when all
its cited spans are exact, at least one of them is right, and every gold fact that it says stands in them.

Only questions with gold that were answered or corrected count. A sentence that is true but beside the question lowers
both.

**By support**, as ALCE (Gao et al. 2023) and its followers count: does the quote carry the statement, whatever was
asked? An exact quote that has the statement's words carries it. A statement in other words needs the verdict SUPPORTED
of the assistant's own checker, and every figure, date and name of it in its quotes or in the titles of their documents.
Citation precision: carrying citations / citations. Citation recall: statements with a carrying citation and none that
is inexact / statements shown as fact. An answer made of quotations has both by construction.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from answering.language.facts import missing_facts
from core.records import Answer, Evidence, Statement, Verdict
from evals.answers import shown_as_fact
from evals.gold import GoldSpan, is_gold
from evals.match import facts_said
from evals.metrics import Tallies, Tally, one
from evals.questions import EvalQuestion
from evals.record import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cited:
    """The citations of one answer, held against gold."""

    answer: Answer
    right: frozenset[int]
    golden: frozenset[int]
    exact: frozenset[int]

    def of(self, statement: Statement) -> tuple[int, ...]:
        known = {evidence.number for evidence in self.answer.evidence}
        return tuple(number for number in statement.evidence if number in known)


def evidence_tallies(row: Row) -> Tallies:
    """Every metric of evidence that concerns this question; none where nothing was answered."""
    answer = row.reply.answer
    if answer is None or not answer.statements or answer.outcome.abstained:
        return {}
    tallies = _without_gold(answer, frozenset(row.reply.exact))
    if row.gold or row.question.all_facts:
        tallies |= _against_gold(row, answer)
    return tallies


def is_right_span(evidence: Evidence, gold: Iterable[GoldSpan], question: EvalQuestion) -> bool:
    """Whether a span shares a character with a gold sentence or says a gold fact."""
    return is_gold(evidence, gold) or bool(facts_said(evidence.quote, question.all_facts))


def _without_gold(answer: Answer, exact: frozenset[int]) -> Tallies:
    cited = {number for statement in answer.statements for number in statement.evidence}
    shown = shown_as_fact(answer)
    supported = sum(statement.verdict is Verdict.SUPPORTED for statement in shown)
    carrying = [(statement, _carrying(statement, answer) & exact) for statement in shown]
    wholly = sum(bool(numbers) and exact.issuperset(statement.evidence) for statement, numbers in carrying)
    return {
        "exact_quotes": Tally(len(cited & exact), len(cited)),
        "groundedness": Tally(supported, len(shown)),
        "citation_support": Tally(
            sum(len(numbers) for _, numbers in carrying), sum(len(statement.evidence) for statement in shown)
        ),
        "statement_support": Tally(wholly, len(shown)),
    }


def _carrying(statement: Statement, answer: Answer) -> set[int]:
    """Numbers of the cited evidence that carries a statement."""
    cited = [evidence for evidence in answer.evidence if evidence.number in statement.evidence]
    words = " ".join(statement.text.split())
    told = "\n".join(f"{evidence.passage.title}\n{evidence.quote}" for evidence in cited)
    if statement.verdict is Verdict.SUPPORTED and not missing_facts(statement.text, told):
        return {evidence.number for evidence in cited}
    return {evidence.number for evidence in cited if words in " ".join(evidence.quote.split())}


def _against_gold(row: Row, answer: Answer) -> Tallies:
    cited = _Cited(
        answer=answer,
        right=frozenset(e.number for e in answer.evidence if is_right_span(e, row.gold, row.question)),
        golden=frozenset(e.number for e in answer.evidence if is_gold(e, row.gold)),
        exact=frozenset(row.reply.exact),
    )
    shown = shown_as_fact(answer)
    pairs = [number for statement in shown for number in cited.of(statement)]
    quotes = {evidence.number: evidence.quote for evidence in answer.evidence}
    carried = sum(_is_carried(statement, cited, quotes, row.question) for statement in shown)
    return {
        "citation_precision": Tally(sum(number in cited.right for number in pairs), len(pairs)),
        "citation_precision_strict": Tally(sum(number in cited.golden for number in pairs), len(pairs)),
        "citation_recall": Tally(carried, len(shown)),
        "lead_right": one(bool(shown) and not cited.right.isdisjoint(cited.of(shown[0]))),
    } | ({"gold_cited": one(not cited.golden.isdisjoint(pairs))} if row.gold else {})


def _is_carried(statement: Statement, cited: _Cited, quotes: Mapping[int, str], question: EvalQuestion) -> bool:
    numbers = set(cited.of(statement))
    if not numbers or not numbers <= cited.exact or cited.right.isdisjoint(numbers):
        return False
    evidence_text = " \n ".join(quotes[number] for number in sorted(numbers))
    stated = facts_said(statement.text, question.all_facts)
    return set(stated) <= set(facts_said(evidence_text, question.all_facts))
