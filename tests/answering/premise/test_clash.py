import pytest

from answering.premise.clash import clashes
from answering.premise.clashing import Clash, Pair
from core.text import content_words


def found(question: str, sentence: str, language: str = "en") -> set[tuple[Clash, str, str]]:
    """The clashes of two texts whose words are compared without their last letters."""

    def stems(text: str) -> frozenset[str]:
        return frozenset(word[:5] for word in content_words(text))

    pair = Pair(question=question, sentence=sentence, whole=sentence, language=language, stems=stems)
    return {(clashing.clash, clashing.asked, clashing.said) for clashing in clashes(pair)}


@pytest.mark.parametrize(
    ("question", "sentence", "clash"),
    [
        (
            "Why did 40 sailors drown?",
            "In the storm 12 sailors drowned.",
            (Clash.FIGURE, "40", "12"),
        ),
        (
            "Why did more than 40 sailors drown?",
            "In the storm 12 sailors drowned.",
            (Clash.FIGURE, "40", "12"),
        ),
        (
            "Why did the bill pass by a single vote?",
            "The bill passed by 31 votes to 9.",
            (Clash.FIGURE, "a single vote", "31"),
        ),
        (
            "Why did most of the 40 sailors drown?",
            "Nine of the 40 sailors drowned.",
            (Clash.SHARE, "most of", "nine of the 40"),
        ),
        (
            "How did the fleet come to shrink?",
            "The fleet went from 4 boats to 7.",
            (Clash.TREND, "shrink", "from 4 boats to 7"),
        ),
        (
            "What made the fleet shrink?",
            "It had 85 boats, against 72 before the war.",
            (Clash.TREND, "shrink", "85 boats, against 72"),
        ),
        (
            "When did the Tarn Bank lend the money?",
            "The Orla Bank lent the money in spring.",
            (Clash.NAME, "Tarn Bank", "Orla Bank"),
        ),
        (
            "Which police boat sank in the bay?",
            "A navy boat sank in the bay.",
            (Clash.ROLE, "police", "navy"),
        ),
        (
            "Who sells the unlicensed spirits?",
            "The spirits are licensed and sold by the state.",
            (Clash.OPPOSITE, "unlicensed", "licensed"),
        ),
        (
            "Why did the Harbour Board replace the Tide Office?",
            "The Tide Office replaced the Harbour Board.",
            (Clash.SWAP, "replace", "replaced"),
        ),
        (
            "Why did the council open the bridge?",
            "The court, and not the council, opened the bridge.",
            (Clash.INSTEAD, "council", "not council"),
        ),
        (
            "Which captain of the fleet was tried?",
            "No captain of the fleet was ever tried.",
            (Clash.ABSENT, "tried", "no"),
        ),
        (
            "Why did the treaty free tobacco from duty?",
            "It did not include tin or tobacco.",
            (Clash.ABSENT, "tobacco", "not"),
        ),
        (
            "How many of the drowned were from Carda Bay?",
            "Eleven drowned, none of them from Carda Bay.",
            (Clash.ABSENT, "bay", "none"),
        ),
        (
            "What did the mayor tell the inquiry?",
            "The mayor declined to come to the inquiry.",
            (Clash.ABSENT, "inquiry", "declined"),
        ),
        (
            "Why does the museum not count the coins?",
            "The museum counts the coins in spring.",
            (Clash.AFFIRMED, "no count", "count"),
        ),
    ],
)
def test_a_sentence_that_says_otherwise_clashes(question: str, sentence: str, clash: tuple[Clash, str, str]) -> None:
    assert clash in found(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Why did more than 40 sailors drown?", "In the storm 43 sailors drowned."),
        ("Why did the fleet grow?", "The fleet went from 4 boats to 7."),
        ("Why was the Harbour Board replaced by the Tide Office?", "The Tide Office replaced the Harbour Board."),
        ("Who criticised the unpublished accounts?", "The clerk was criticised for accounts that were not published."),
        ("What did the mother and her son say?", "The son and his mother said nothing of the fire."),
        ("Why did the Guild (GTW) leave?", "The Guild of Tin Workers (GTW) left in spring."),
    ],
)
def test_a_sentence_that_says_the_same_does_not_clash(question: str, sentence: str) -> None:
    kinds = {clash for clash, _, _ in found(question, sentence)}
    assert not kinds & {Clash.FIGURE, Clash.TREND, Clash.SWAP, Clash.ROLE, Clash.NAME, Clash.OPPOSITE}


def test_what_a_question_denies_itself_is_not_absent() -> None:
    told = "No captain of the fleet was ever tried."
    kinds = {clash for clash, _, _ in found("Which captain was never tried?", told)}
    assert Clash.ABSENT not in kinds
