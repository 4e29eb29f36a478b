"""Human judgements of answers, and how far rules and models agree with them.

A label belongs to a question and the answer given to it, not to a run: where a later run gives the same answer, the
label counts there too; where the answer changed, the question asks for a new one.
"""

import hashlib
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from core.lines import read_lines
from core.records import Answer, Verdict
from core.settings import Settings
from evals.answers import is_right, said, shown_as_fact
from evals.record import Row
from evals.statistics import cohens_kappa

Rater = Callable[[Row], bool | None]  # right, wrong, or no opinion


class Label(BaseModel):
    """One person's judgement of one answer."""

    model_config = ConfigDict(frozen=True)

    question_id: str
    answer_key: str
    right: bool
    comment: str = ""
    question: str = ""
    answer: str = ""
    run: str = ""
    labelled: str = ""


Labels = Mapping[tuple[str, str], Label]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far a rater agrees with the people who labelled, over the answers that both judged."""

    rater: str
    both_right: int
    both_wrong: int
    only_rater: int
    only_people: int
    kappa: float

    @property
    def count(self) -> int:
        """Answers that both judged."""
        return self.both_right + self.both_wrong + self.only_rater + self.only_people

    @property
    def agreed(self) -> float:
        """The share of these on which they agree; NaN without any."""
        return (self.both_right + self.both_wrong) / self.count if self.count else math.nan


def answer_key(row: Row) -> str:
    """Names what was answered: outcome and words. The same answer has the same key in every run."""
    answer = row.reply.answer
    told = f"{answer.outcome}\n{said(answer)}" if answer else f"failed\n{row.reply.error}"
    return hashlib.sha256(f"{row.question.question}\n{told}".encode()).hexdigest()[:16]


def add_label(settings: Settings, row: Row, *, right: bool, comment: str = "", run: str = "") -> Label:
    """Keeps a judgement of the answer in a row. A later one of the same answer replaces it."""
    label = Label(
        question_id=row.question.question_id,
        answer_key=answer_key(row),
        right=right,
        comment=comment,
        question=row.question.question,
        answer=row.reply.answer.text if row.reply.answer else row.reply.error,
        run=run,
        labelled=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    path = labels_path(settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(label.model_dump_json() + "\n")
    return label


def load_labels(settings: Settings) -> Labels:
    """The judgement in force of every labelled answer, by question id and answer key."""
    path = labels_path(settings)
    if not path.is_file():
        return {}
    return {(label.question_id, label.answer_key): label for label in read_lines(path, Label)}


def labels_path(settings: Settings) -> Path:
    """Where labels are kept."""
    return settings.evaluation / "labels.jsonl"


def label_of(labels: Labels, row: Row) -> Label | None:
    """The judgement of the answer in a row, or None where nobody gave one."""
    return labels.get((row.question.question_id, answer_key(row)))


def agreement(rows: Iterable[Row], labels: Labels, rater: Rater, name: str) -> Agreement:
    """How far a rater agrees with the labels. Answers on which the rater has no opinion are left out."""
    pairs: list[tuple[bool, bool]] = []
    for row in rows:
        label, opinion = label_of(labels, row), rater(row)
        if label is not None and opinion is not None:
            pairs.append((opinion, label.right))
    return Agreement(
        rater=name,
        both_right=pairs.count((True, True)),
        both_wrong=pairs.count((False, False)),
        only_rater=pairs.count((True, False)),
        only_people=pairs.count((False, True)),
        kappa=cohens_kappa(pairs),
    )


def agreements(rows: Sequence[Row], labels: Labels, judge: Rater | None = None) -> tuple[Agreement, ...]:
    """Facts rule, checker, and where there is one the judge, each against the labels."""
    raters: list[tuple[str, Rater]] = [("facts rule", by_facts), ("checker", by_checker)]
    if judge is not None:
        raters.append(("judge", judge))
    return tuple(agreement(rows, labels, rater, name) for name, rater in raters)


def by_facts(row: Row) -> bool:
    """The facts rule as a rater."""
    return is_right(row.question, row.reply, row.gold)


def by_checker(row: Row) -> bool | None:
    """The assistant's own checker as a rater: right when it supports every statement shown. None for a refusal."""
    answer = row.reply.answer
    return None if answer is None or answer.outcome.abstained else _all_supported(answer)


def _all_supported(answer: Answer) -> bool:
    shown = shown_as_fact(answer)
    return bool(shown) and all(statement.verdict is Verdict.SUPPORTED for statement in shown)
