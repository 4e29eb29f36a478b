import math

import pytest

from core.records import Verdict
from core.settings import Settings
from evals.judge import as_rater
from evals.labels import (
    Rater,
    add_label,
    agreement,
    agreements,
    answer_key,
    by_checker,
    by_facts,
    label_of,
    load_labels,
)
from tests.evals.test_judge import judged
from tests.evals.toys import DEATHS, HALF, REFUSAL, answer, question, row, unanswerable

RIGHT = row(question("a"), answer(DEATHS))
WRONG = row(question("b"), answer(HALF))
REFUSED = row(unanswerable("c"), REFUSAL)


def test_a_label_belongs_to_the_answer_and_not_to_the_run(settings: Settings) -> None:
    add_label(settings, RIGHT, right=True, comment="as the text says", run="first")
    labels = load_labels(settings)
    later = row(question("a"), answer(DEATHS), seconds=9)
    found = label_of(labels, later)
    assert found is not None
    assert (found.right, found.comment, found.run) == (True, "as the text says", "first")
    assert label_of(labels, row(question("a"), answer(HALF))) is None


def test_the_later_label_of_an_answer_replaces_the_earlier(settings: Settings) -> None:
    add_label(settings, RIGHT, right=True)
    add_label(settings, RIGHT, right=False)
    found = label_of(load_labels(settings), RIGHT)
    assert found is not None
    assert not found.right


def test_no_labels_yet_is_an_empty_answer(settings: Settings) -> None:
    assert load_labels(settings) == {}


def test_another_answer_or_outcome_has_another_key() -> None:
    rows = (RIGHT, row(question("a"), REFUSAL), row(question("a"), None), row(question("a"), None, error="other"))
    assert len({answer_key(kept) for kept in rows}) == 4
    assert answer_key(RIGHT) == answer_key(row(question("a"), answer(DEATHS), found="xg"))


def test_agreement_counts_both_and_each_alone(settings: Settings) -> None:
    for kept, right in ((RIGHT, True), (WRONG, True), (REFUSED, False)):
        add_label(settings, kept, right=right)
    found = agreement((RIGHT, WRONG, REFUSED), load_labels(settings), by_facts, "facts rule")
    assert (found.both_right, found.both_wrong, found.only_rater, found.only_people) == (1, 0, 1, 1)
    assert (found.count, found.agreed) == (3, 1 / 3)
    # Chance: 2/3 right by the rule times 2/3 by people, and 1/3 times 1/3.
    assert found.kappa == pytest.approx((1 / 3 - 5 / 9) / (1 - 5 / 9))


def test_the_checker_has_no_opinion_on_a_refusal_and_a_failure() -> None:
    assert by_checker(REFUSED) is None
    assert by_checker(row(question(), None)) is None
    assert by_checker(RIGHT) is True
    assert by_checker(row(question(), answer(DEATHS, verdict=Verdict.UNCHECKED))) is False


def test_a_judge_stands_beside_rule_and_checker(settings: Settings) -> None:
    add_label(settings, RIGHT, right=True)
    judge: Rater | None = as_rater({answer_key(RIGHT): judged(RIGHT, "WRONG.")})
    found = {one.rater: one.agreed for one in agreements((RIGHT, WRONG), load_labels(settings), judge)}
    assert found == {"facts rule": 1, "checker": 1, "judge": 0}


def test_without_labels_nothing_agrees_and_nothing_breaks() -> None:
    assert all(one.count == 0 and math.isnan(one.agreed) for one in agreements((RIGHT,), {}))
