"""The metrics by name: what each is called, which way is better, and what it is a share of.

Every metric of a question is a tally: so much out of so much. A figure over many questions is the sum of the first
over the sum of the second, so that an answer with four citations weighs four times one with a single citation, and a
question that a metric does not concern adds nothing to either.
"""

from dataclasses import dataclass
from typing import NamedTuple


class Tally(NamedTuple):
    """So much out of so much, for one question."""

    hit: float
    of: float


Tallies = dict[str, Tally]
NOTHING = Tally(0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """What a figure means. `definition` is shown beside it."""

    name: str
    label: str
    definition: str
    higher_is_better: bool
    group: str


def one(right: bool) -> Tally:
    """One question, right or wrong."""
    return Tally(float(right), 1.0)


_ROWS = """
answers | + | accuracy | Answer accuracy | questions answered, refused or corrected as gold has it
answers | + | accuracy_in_three | … by three sentences | the same, where the first three sentences must suffice
answers | + | accuracy_answerable | … of answerable questions | answerable questions whose answer says every fact
answers | + | list_recall | List recall | items of list questions that the answer says
answers | + | refusal_recall | Refusal recall | unanswerable questions that were refused
answers | + | refusal_precision | Refusal precision | refusals that were of unanswerable questions
answers | - | false_refusals | False refusals | answerable questions that were refused
answers | + | corrections | Premise correction recall | false premises corrected with the right fact
answers | + | corrected_or_refused | Premises corrected or refused | false premises corrected rightly or refused
answers | - | premises_accepted | Premises accepted | false premises answered without the right fact
answers | - | false_corrections | False corrections | questions without a false premise that were corrected
answers | - | forbidden | Forbidden statements | questions whose answer says what it must not
answers | - | follow_up_loss | Follow-up loss | accuracy of follow-ups on their own minus in dialogue
answers | - | failures | Failures | questions that ended in an error
evidence | + | lead_right | First sentence right | answers whose first statement cites a right span
evidence | + | gold_cited | Gold sentence cited | answers that cite a gold sentence
evidence | + | exact_quotes | Exact quotes | cited spans that are verbatim in the stored document
evidence | + | citation_precision | Citation precision (gold) | citations that hold a gold sentence or a gold fact
evidence | + | citation_precision_strict | … by gold sentences alone | citations that hold a gold sentence
evidence | + | citation_recall | Citation recall (gold) | statements carried by citations of which one holds gold
evidence | + | citation_support | Citation precision (support) | citations whose quote carries the statement
evidence | + | statement_support | Citation recall (support) | statements that their quotes carry
evidence | + | groundedness | Groundedness (own checker) | statements that the assistant's checker supports
retrieval | + | query_f1 | Query F1 | words of the standalone form and of the query searched for a follow-up
retrieval | + | success@1 | Success@1 (hit rate) | questions with a gold passage first
retrieval | + | success@5 | Success@5 (hit rate) | questions with a gold passage among five
retrieval | + | success@10 | Success@10 (hit rate) | questions with a gold passage among ten
retrieval | + | success@20 | Success@20 (hit rate) | questions with a gold passage among twenty
retrieval | + | recall@5 | Recall@5 | gold passages among the first five
retrieval | + | recall@10 | Recall@10 | gold passages among the first ten
retrieval | + | recall@20 | Recall@20 | gold passages among the first twenty
retrieval | + | mrr | MRR@20 | mean of 1 / rank of the first gold passage
retrieval | + | ndcg@10 | nDCG@10 | normalised discounted cumulative gain, binary
"""


def _metric(row: str) -> Metric:
    group, better, name, label, definition = (cell.strip() for cell in row.split("|"))
    return Metric(name=name, label=label, definition=definition, higher_is_better=better == "+", group=group)


METRICS: dict[str, Metric] = {metric.name: metric for metric in map(_metric, _ROWS.strip().splitlines())}
