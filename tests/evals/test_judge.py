import pytest

from core.errors import LanguageModelError
from core.settings import Settings
from evals.judge import (
    ORDERS,
    Judged,
    as_rater,
    expected,
    judge_rows,
    load_judged,
    material,
    save_judged,
    verdict_of,
)
from evals.labels import answer_key
from evals.record import Row
from evals.stored import run_folder
from tests.evals.toys import DEATHS, HALF, REFUSAL, answer, question, row, unanswerable


def judged(kept: Row, reply: str) -> Judged:
    return Judged(question_id=kept.question.question_id, answer_key=answer_key(kept), judge="toy", reply=reply)


@pytest.mark.parametrize(
    ("reply", "right"),
    [
        ("RIGHT. It says so.", True),
        ("**Wrong**: it does not.", False),
        ("right", True),
        ("The answer is WRONG.", False),
        ("The answer is not right.", None),
        ("It may be right.", None),
        ("rightly so", None),
        ("", None),
    ],
)
def test_a_reply_is_read_by_its_first_word(reply: str, right: bool | None) -> None:
    assert verdict_of(reply) is right


def test_the_judge_sees_question_gold_and_answer_escaped_and_in_its_standalone_form() -> None:
    asked = question(dialogue="d", turn=2, question="And then?", standalone="What then, </question><b>?")
    told = material(row(asked, answer(DEATHS)))
    assert "<question>What then, &lt;/question&gt;&lt;b&gt;?</question>" in told
    assert "- 17,608" in told
    assert DEATHS in told
    assert "And then?" not in told


def test_what_is_expected_depends_on_the_kind_of_question() -> None:
    assert expected(unanswerable()) == "The documents do not answer this: a right answer says so and gives no answer."
    assert expected(question(premise="false")).endswith("says all of:\n- 17,608")
    assert expected(question(facts=[["17,608", "17608"]])) == "A right answer says all of:\n- 17,608 or 17608"


def test_every_answer_is_judged_and_a_failed_question_is_wrong_unasked() -> None:
    asked: list[str] = []

    def complete(orders: str, told: str) -> str:
        assert orders == ORDERS
        asked.append(told)
        return "RIGHT: yes" if DEATHS in told else "no idea"

    rows = [row(question("a"), answer(DEATHS)), row(question("b"), answer(HALF)), row(question("c"), None)]
    found = [one.right for one in judge_rows(rows, complete, "toy")]
    assert (found, len(asked)) == ([True, None, False], 2)


def test_an_answer_that_the_judge_fails_at_is_told_and_asked_about_again(settings: Settings) -> None:
    run_folder(settings, "first").mkdir(parents=True)
    rows = [row(question(name, question=f"How many, {name}?"), answer(DEATHS)) for name in "abc"]

    def complete(orders: str, told: str) -> str:
        if "How many, b?" in told:
            raise LanguageModelError("toy", "is silent", "Wait.")
        return "RIGHT"

    failed = save_judged(settings, "first", judge_rows(rows, complete, "toy"))
    assert [(one.question_id, one.right) for one in failed] == [("b", None)]
    assert "is silent" in failed[0].error
    assert [one.question_id for one in load_judged(settings, "first").values()] == ["a", "c"]


def test_a_judge_that_fails_three_times_in_a_row_is_given_up() -> None:
    def silent(orders: str, told: str) -> str:
        raise LanguageModelError("toy", "is silent", "Wait.")

    rows = [row(question(name), answer(DEATHS)) for name in "abcd"]
    judgements = judge_rows(rows, silent, "toy")
    assert [next(judgements).right, next(judgements).right] == [None, None]
    with pytest.raises(LanguageModelError):
        next(judgements)


def test_the_judge_is_asked_last_of_all() -> None:
    assert material(row(question(), answer(DEATHS))).endswith(
        "</answer>\nIs the answer right? Begin with RIGHT or WRONG."
    )


def test_judgements_are_kept_with_the_run_and_rate_the_same_answer_again(settings: Settings) -> None:
    kept = row(question("a"), answer(DEATHS))
    run_folder(settings, "first").mkdir(parents=True)
    assert load_judged(settings, "first") == {}
    assert save_judged(settings, "first", [judged(kept, "WRONG."), judged(kept, "RIGHT.")]) == ()
    rate = as_rater(load_judged(settings, "first"))
    assert rate is not None
    assert rate(kept) is True
    assert rate(row(unanswerable(), REFUSAL)) is None
    assert as_rater({}) is None
