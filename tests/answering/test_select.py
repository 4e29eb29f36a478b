from answering.question import analyse
from answering.select import MOST_ITEMS, select
from tests.answering.candidates import candidate


def texts(question: str, *candidates: tuple[str, float, int], most: int = 3, follows: bool = False) -> list[str]:
    """The chosen sentences; each candidate is (sentence, score, start in the document), best first."""
    found = [candidate(sentence, score, start=start) for sentence, score, start in candidates]
    return [c.text for c in select(analyse(question), found, most=most, follows=follows)]


def test_a_fact_leads_with_the_best_sentence_and_leaves_the_weak_out() -> None:
    assert texts("When did the mill burn?", ("The mill burned in 1911.", 0.9, 50), ("Oaks grow.", 0.1, 0)) == [
        "The mill burned in 1911."
    ]


def test_a_follow_up_hears_what_is_a_little_less_likely() -> None:
    found = (("The mill burned in 1911.", 0.9, 50), ("Oaks grow.", 0.15, 0), ("Firs fall.", 0.05, 90))
    assert texts("When did the mill burn?", *found) == ["The mill burned in 1911."]
    assert texts("When did the mill burn?", *found, follows=True) == ["The mill burned in 1911.", "Oaks grow."]


def test_a_sentence_that_says_the_same_again_is_left_out() -> None:
    chosen = texts(
        "When did the mill burn?", ("The mill burned in 1911.", 0.9, 0), ("In 1911 the mill burned.", 0.89, 40),
        ("Lightning struck its roof.", 0.88, 80),
    )  # fmt: skip
    assert chosen == ["The mill burned in 1911.", "Lightning struck its roof."]


def test_a_list_gathers_more_sentences_in_document_order() -> None:
    words = "wells dams ponds canals pumps levees cisterns aqueducts".split()
    items = [(f"It proposes {word}.", 0.9 - n / 100, 900 - 100 * n) for n, word in enumerate(words)]
    chosen = texts("Which measures does the report propose?", *items)
    assert len(chosen) == MOST_ITEMS
    assert chosen == [sentence for sentence, _, _ in reversed(items[:MOST_ITEMS])]


def test_a_comparison_hears_both_sides() -> None:
    chosen = texts(
        "How do the counts of Alba and Borea differ?", ("Alba counted 40 wolves.", 0.9, 0),
        ("Wolves are hard to count.", 0.6, 50), ("Borea counted 55.", 0.2, 100), most=2,
    )  # fmt: skip
    assert {"Alba counted 40 wolves.", "Borea counted 55."} <= set(chosen)


def test_nothing_found_selects_nothing() -> None:
    assert texts("When did the mill burn?") == []
