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
        (
            "Why did only half of the valleys sign the pact?",
            "All nine valleys signed the pact.",
            (Clash.OPPOSITE, "half", "all"),
        ),
        (
            "Why did the mayor dismiss the harbour master?",
            "The harbour master resigned in spring.",
            (Clash.OPPOSITE, "dismiss", "resigned"),
        ),
        (
            "How did the council come to vote unanimously?",
            "It was adopted by nine votes to five.",
            (Clash.OPPOSITE, "unanimously", "votes to"),
        ),
        (
            "Why did the clerk call the count for May 1911 an exaggeration?",
            "The clerk calls the count for May 1911 an underestimate.",
            (Clash.OPPOSITE, "exaggeration", "underestimate"),
        ),
        (
            "Since the guild was founded in 1850, who has led it?",
            "The guild began in 1795.",
            (Clash.YEAR, "1850", "1795"),
        ),
        (
            "Who struck down the toll in 1911?",
            "On 4 May 1913 the court struck down the toll.",
            (Clash.YEAR, "1911", "1913"),
        ),
        (
            "Why did the north supply most of the recruits?",
            "The south sent 60% and the north 16% of the recruits.",
            (Clash.SHARE, "most of", "16%"),
        ),
        (
            "Why did Alba have the highest toll of all in 1911?",
            "The highest tolls were those of Borea, Carda and Alba.",
            (Clash.HOLDER, "Alba", "Borea"),
        ),
        (
            "Why did the Harbour Board reject the toll?",
            "The toll passed the Harbour Board but was voted down in the Assembly.",
            (Clash.OPPOSITE, "reject", "passed"),
        ),
        (
            "Why did the harvest fall from 1911 to 1912?",
            "For 1911 the ledger has 40 tons, and 55 in 1912.",
            (Clash.TREND, "fall", "55"),
        ),
        (
            "Why did the harvest fall in 1912?",
            "The ledger has 40 tons in 1911 and 55 in 1912.",
            (Clash.TREND, "fall", "55"),
        ),
        (
            "Why was the first count of wolves corrected upwards?",
            "The final count is 412 wolves; 437 had been published first.",
            (Clash.TREND, "upwards", "412"),
        ),
        (
            "Why are there more wolves than bears in Orla?",
            "The rangers counted 31 wolves and 90 bears.",
            (Clash.TREND, "more wolves than bears in orla", "31"),
        ),
        (
            "Why did Tarn have fewer boats than Orla?",
            "Orla had 9 boats, Tarn 12.",
            (Clash.TREND, "fewer boats than orla", "12"),
        ),
        (
            "Why did more boats sink in 1950 than in 1960?",
            "In 1950 4 boats sank, in 1960 it was 11.",
            (Clash.TREND, "more boats sink in 1950 than in 1960", "4"),
        ),
        (
            "Why did more boats go to the south than to the north?",
            "There were 15 boats in the north, against 6 in the south.",
            (Clash.TREND, "more boats go to the south than to the north", "6"),
        ),
        (
            "How did the fleet exceed its target?",
            "It had 550 boats, against a goal of 600 boats.",
            (Clash.TREND, "target", "550"),
        ),
        (
            "Since most of the fifteen dead were sailors, who paid?",
            "Fifteen people died: 14 dockers and one sailor.",
            (Clash.SHARE, "most of fifteen", "one sailor"),
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
        ("Why did the harvest rise in 1912?", "The ledger has 40 tons in 1911 and 55 in 1912."),
        ("Why was the first count corrected downwards?", "The final count is 412; 437 had been published first."),
        ("Why are there fewer wolves than bears?", "The rangers counted 31 wolves and 90 bears."),
        ("Why are there more wolves than bears?", "The rangers counted 31 % wolves and 90 bears."),
        ("Why did Tarn have fewer boats than Orla?", "Orla had 12 boats, Tarn 9."),
        ("Why did more boats go to the north than to the south?", "15 boats lay in the north, against 6 in the south."),
        ("How did the fleet miss its target?", "It had 550 boats, against a goal of 600 boats."),
        (
            "Since most of the fifteen dead were sailors, who paid?",
            "Of the fifteen dead 14 were sailors, one a docker.",
        ),
    ],
)
def test_a_sentence_that_says_the_same_does_not_clash(question: str, sentence: str) -> None:
    kinds = {clash for clash, _, _ in found(question, sentence)}
    assert not kinds & {Clash.FIGURE, Clash.SHARE, Clash.TREND, Clash.SWAP, Clash.ROLE, Clash.NAME, Clash.OPPOSITE}


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Which captain was never tried?", "No captain of the fleet was ever tried."),
        ("Why did the captain refuse to sign?", "The captain did not sign, for the ink was red."),
    ],
)
def test_what_a_question_denies_itself_is_not_absent(question: str, sentence: str) -> None:
    assert Clash.ABSENT not in {clash for clash, _, _ in found(question, sentence)}
