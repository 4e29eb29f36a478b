from random import Random

from tests.training.texts import WHO_BUILT, told
from training.make_follow_ups import conversed, followed
from training.records import Asked, Exchange, Talk

BEFORE = [Exchange(question="Where does Ana Whitcombe come from?", answer="Ana Whitcombe comes from Dunmore.")]
STRANGE = [Exchange(question="What did Tom Holbrook sell?", answer="Rope."), Exchange(question="Where is Dunmore?")]
SHE_LEFT = Asked(paragraph=WHO_BUILT.paragraph, question="When was Ana Whitcombe born?", answers=WHO_BUILT.answers)
TALK = Talk(
    group="talk",
    heading="Port Ellis",
    exchanges=(
        Exchange(question="Who built it?", answer="it was built by Ana Whitcombe"),
        Exchange(question="how tall?", answer="it stands 41 metres tall"),
        Exchange(question="And who pays?"),
    ),
    wholes=("Who built the lighthouse?", "How tall is the lighthouse?", "Who pays for the lighthouse?"),
)


def made(seed: int, before: list[Exchange] = BEFORE, asked: Asked = SHE_LEFT) -> Asked | None:
    return followed(asked, before, STRANGE, Random(seed))


def test_a_name_gives_way_to_a_pronoun_where_the_question_before_has_it() -> None:
    questions = {one.question for seed in range(90) if (one := made(seed))}
    assert "When was she born (Where does Ana Whitcombe come from)?" in questions
    assert any("she born (Where does Ana Whitcombe come from: Ana" in question for question in questions)


def test_a_name_that_only_the_answer_has_comes_with_it() -> None:
    before = [Exchange(question="Who drew the plans?", answer="Ana Whitcombe drew them.")]
    pronouns = [one for seed in range(200) if (one := made(seed, before)) and "was Ana" not in one.question]
    assert pronouns
    assert all("Ana Whitcombe drew them" in one.question for one in pronouns if one.answers)


def test_a_name_at_the_end_may_leave_nothing() -> None:
    asked = Asked(paragraph=WHO_BUILT.paragraph, question="Who built the tower of Dunmore?", answers=WHO_BUILT.answers)
    before = [Exchange(question="Where is Dunmore?")]
    questions = {one.question for seed in range(90) if (one := followed(asked, before, STRANGE, Random(seed)))}
    assert "Who built the tower (Where is Dunmore)?" in questions


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


def test_a_turn_is_answered_where_its_sentence_was_kept() -> None:
    examples = [one for seed in range(60) for one in conversed(TALK, Random(seed))]
    assert {tuple(told(one)) for one in examples if one.question.startswith(("how tall", "How tall"))} == {
        ("It stands 41 metres tall.",), ()
    }  # fmt: skip
    assert all(one.answers or "41 metres" not in one.paragraph.text for one in examples if "tall (" in one.question)
    assert not any(one.answers for one in examples if "pays" in one.question)


def test_a_turn_comes_in_whole_words_or_behind_those_before() -> None:
    examples = [one.question for seed in range(60) for one in conversed(TALK, Random(seed))]
    assert "How tall is the lighthouse?" in examples
    assert "how tall (Who built it: it was built by Ana Whitcombe)?" in examples


def test_the_order_of_the_sentences_tells_nothing() -> None:
    texts = {one.paragraph.text for seed in range(60) for one in conversed(TALK, Random(seed))}
    assert {"It stands 41 metres tall. It was built by Ana Whitcombe."} < texts
    assert {"It was built by Ana Whitcombe. It stands 41 metres tall."} < texts
