from evals.compare import compare, comparison_text
from evals.record import Row, Run, RunRecord
from tests.evals.toys import DEATHS, HALF, REFUSAL, answer, question, row, unanswerable


def made(name: str, *rows: Row) -> Run:
    ids = tuple(kept.question.question_id for kept in rows)
    return Run(record=RunRecord(name=name, state="finished", question_ids=ids), rows=rows)


BEFORE = made(
    "old",
    row(question("a"), answer(DEATHS)),
    row(question("b"), answer(HALF)),
    row(unanswerable("c"), REFUSAL),
    row(question("gone"), REFUSAL),
)
AFTER = made(
    "new",
    row(question("a"), answer(HALF)),
    row(question("b"), answer(DEATHS)),
    row(unanswerable("c"), REFUSAL),
    row(question("added"), REFUSAL),
)


def test_what_changed_sides_is_told_apart_from_what_did_not() -> None:
    compared = compare(BEFORE, AFTER)
    assert [old.question.question_id for old, _ in compared.better] == ["b"]
    assert [old.question.question_id for old, _ in compared.worse] == ["a"]
    assert (compared.shared, compared.left_out, compared.p) == (3, ("added", "gone"), 1.0)


def test_a_question_in_other_words_is_left_out() -> None:
    other = made("new", row(question("a", question="How many died?"), answer(DEATHS)))
    compared = compare(BEFORE, other)
    assert (compared.shared, compared.left_out) == (0, ("a", "b", "c", "gone"))


def test_changes_are_of_the_questions_in_both() -> None:
    changes = {change.metric.name: change for change in compare(BEFORE, AFTER).changes}
    accuracy = changes["accuracy"]
    assert (accuracy.before, accuracy.after, accuracy.count) == (2 / 3, 2 / 3, 3)
    assert accuracy.difference.value == 0


def test_a_run_does_not_differ_from_itself() -> None:
    compared = compare(BEFORE, BEFORE)
    assert (compared.better, compared.worse) == ((), ())
    assert all(change.difference.value == 0 for change in compared.changes)
    assert "no question changed sides" in comparison_text(compared)


def test_the_text_shows_both_answers_to_what_changed_sides() -> None:
    text = comparison_text(compare(BEFORE, AFTER))
    worse = text[text.index("## Worse") : text.index("## Better")]
    assert f"before: ANSWERED: {DEATHS} [1]" in worse
    assert f"after:  ANSWERED: {HALF} [1]" in worse
    assert "gold:   17,608" in worse


def test_a_long_list_of_changes_is_cut_with_the_rest_counted() -> None:
    before = made("old", *(row(question(f"q{n}"), answer(DEATHS)) for n in range(5)))
    after = made("new", *(row(question(f"q{n}"), None) for n in range(5)))
    text = comparison_text(compare(before, after), most=2)
    assert text.count("FAILED: boom") == 2
    assert "… and 3 more." in text
    assert "McNemar's exact p = 0.062" in text
