from random import Random

from tests.training.texts import WHO_BUILT, told
from training.make_follow_ups import followed
from training.records import Asked

BEFORE = ["Where does Ana Whitcombe come from?"]
STRANGE = ["What did Tom Holbrook sell?", "Where is Dunmore?"]
SHE_LEFT = Asked(paragraph=WHO_BUILT.paragraph, question="When was Ana Whitcombe born?", answers=WHO_BUILT.answers)


def made(seed: int, before: list[str] = BEFORE) -> Asked | None:
    return followed(SHE_LEFT, before, STRANGE, Random(seed))


def test_a_name_gives_way_to_a_pronoun_where_the_question_before_has_it() -> None:
    questions = {one.question for seed in range(60) if (one := made(seed)) and "born (Where does" in one.question}
    assert "When was she born (Where does Ana Whitcombe come from)?" in questions


def test_a_pronoun_is_answered_only_behind_its_name() -> None:
    examples = [one for seed in range(200) if (one := made(seed))]
    behind_strangers = [one for one in examples if "Ana" not in one.question]
    assert behind_strangers
    assert all(not one.answers for one in behind_strangers)
    assert all(told(one) for one in examples if "Ana" in one.question)


def test_a_question_that_keeps_its_name_is_answered_whatever_stands_behind_it() -> None:
    whole = [one for seed in range(200) if (one := made(seed, [])) and one.question.startswith(SHE_LEFT.question[:-1])]
    assert whole
    assert all(told(one) == told(SHE_LEFT) for one in whole)


def test_there_is_no_follow_up_without_a_name_or_a_question_before() -> None:
    nameless = Asked(paragraph=WHO_BUILT.paragraph, question="Who built it?", answers=WHO_BUILT.answers)
    assert all(followed(nameless, BEFORE, STRANGE, Random(seed)) is None for seed in range(20))
