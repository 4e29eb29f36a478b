import pytest

from answering.prose.draft import Draft, Drafted


def drafted(text: str, size: int = 3, language: str = "en") -> list[tuple[str, tuple[int, ...]]]:
    """Text and numbers of each sentence, the text fed in pieces of a size."""
    draft = Draft(language)
    found: list[Drafted] = []
    for at in range(0, len(text), size):
        found += draft.feed(text[at : at + size])
    return [(sentence.text, sentence.cited) for sentence in [*found, *draft.finish()]]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize(
    "text",
    [
        "Oaks grew here [1]. The mill burned [2][3].",
        "Oaks grew here. [1] The mill burned. [2] [3]",
        "Oaks grew here [ 1 ].\nThe mill burned [2, 3].\n",
        "- Oaks grew here [1].\n- The mill burned [2; 3].",
        "1. **Oaks** grew here [1].\n2. The `mill` burned [Evidence 2 and 3].",
        "<think>The mill? [9] Yes. It burned.</think>\n\nOaks grew here 【1】. The mill burned [^2][^3].",
    ],
)
def test_sentences_and_their_numbers_do_not_depend_on_how_the_text_was_cut(text: str, size: int) -> None:
    assert drafted(text, size) == [("Oaks grew here.", (1,)), ("The mill burned.", (2, 3))]


def test_a_sentence_is_given_when_the_next_one_has_begun() -> None:
    draft = Draft("en")
    assert draft.feed("Oaks grew here.") == []
    assert draft.feed(" [1") == []
    assert draft.feed("] The") == []
    assert draft.feed(" mill") == [Drafted(text="Oaks grew here.", cited=(1,))]


def test_a_sentence_broken_off_at_the_end_is_left_out() -> None:
    assert drafted("Oaks grew here [1]. The mill burned in 19") == [("Oaks grew here.", (1,))]


def test_a_last_sentence_that_ends_with_its_number_is_whole() -> None:
    assert drafted("The mill burned [2]") == [("The mill burned", (2,))]


def test_thoughts_that_never_end_are_left_out() -> None:
    assert drafted("Oaks grew here [1]. <think>Is that so? I wonder. Perhaps not.") == [("Oaks grew here.", (1,))]


def test_a_decimal_point_or_an_abbreviation_ends_no_sentence() -> None:
    text = "It rose by 3.5 percent under Dr. Alba [1]. Then it fell [2]."
    assert [cited for _, cited in drafted(text)] == [(1,), (2,)]


def test_a_number_in_the_middle_leaves_the_sentence_as_it_reads() -> None:
    assert drafted("In 1911 [1], the mill burned [2].") == [("In 1911, the mill burned.", (1, 2))]


def test_a_number_that_no_evidence_has_is_given_as_it_was_written() -> None:
    assert drafted("The mill burned [77].") == [("The mill burned.", (77,))]


@pytest.mark.parametrize("text", ["", "   \n", "... !!! ---", "[1] [2]", "<evidence number='1'>", "**"])
def test_what_has_no_words_is_no_sentence(text: str) -> None:
    assert drafted(text) == []


def test_tags_and_hidden_characters_are_taken_out_and_entities_read() -> None:
    assert drafted("A<b>lb</b>a &amp; Borea\u200b met [1].") == [("Alba & Borea met.", (1,))]
