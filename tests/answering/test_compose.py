from answering.compose import compose, is_exact
from core.records import Kind
from tests.answering.candidates import candidate, card

TWO = "The mill burned in 1911. It was never rebuilt."


def test_statements_are_exact_slices_with_numbers_from_one() -> None:
    chosen = [candidate("The mill burned in 1911.", 0.9, TWO), candidate("Oaks grow.", 0.8, doc_id="e.md")]
    statements, evidence = compose(chosen, {"d.md": card("d.md"), "e.md": card("e.md")}, sides=False)
    assert [s.text for s in statements] == ["The mill burned in 1911.", "Oaks grow."]
    assert [s.evidence for s in statements] == [(1,), (2,)]
    assert [e.quote for e in evidence] == ["The mill burned in 1911.", "Oaks grow."]


def test_a_dangling_start_gets_the_sentence_before() -> None:
    statements, _ = compose([candidate("It was never rebuilt.", 0.9, TWO)], {"d.md": card()}, sides=False)
    assert [s.text for s in statements] == [TWO]


def test_a_dangling_start_does_not_reach_into_another_paragraph() -> None:
    whole = "The mill burned in 1911.\n\nIt was never rebuilt."
    statements, _ = compose([candidate("It was never rebuilt.", 0.9, whole)], {"d.md": card()}, sides=False)
    assert [s.text for s in statements] == ["It was never rebuilt."]


def test_an_item_of_a_list_says_in_our_words_what_it_stands_under() -> None:
    whole = "Mills by year:\n\n- 1911: 40\n- 1912: 31\n"
    items = [candidate(words, 0.9, whole) for words in ("1911: 40", "1912: 31")]
    statements, evidence = compose(items, {"d.md": card()}, sides=False)
    assert [(s.preface, s.text) for s in statements] == [("“Mills by year”:", "1911: 40"), ("", "1912: 31")]
    assert all(is_exact(e, whole) for e in evidence)
    quoted, _ = compose([candidate("Mills by year:", 0.9, whole), items[0]], {"d.md": card()}, sides=False)
    assert [s.preface for s in quoted] == ["", ""]


def test_a_quote_inside_another_is_not_said_twice() -> None:
    chosen = [candidate("The mill burned in 1911.", 0.9, TWO), candidate("It was never rebuilt.", 0.8, TWO)]
    statements, evidence = compose(chosen, {"d.md": card()}, sides=False)
    assert [s.text for s in statements] == [TWO]
    assert [e.number for e in evidence] == [1]


def test_two_publishers_are_each_named_in_our_words() -> None:
    chosen = [candidate("Alba counted 40.", 0.9), candidate("Borea counted 55.", 0.8, doc_id="e.md")]
    cards = {
        "d.md": card("d.md", publisher="Wolf Trust", published="2001", kind=Kind.ORIGINAL),
        "e.md": card("e.md", publisher="Borea Office", published="2003", kind=Kind.DIGEST),
    }
    statements, _ = compose(chosen, cards, sides=False)
    assert [s.preface for s in statements] == ["Wolf Trust, 2001:", "Borea Office, digest, 2003:"]


def test_a_quote_that_the_stored_text_does_not_hold_is_not_exact() -> None:
    _, (evidence,) = compose([candidate("The mill burned in 1911.", 0.9, TWO)], {"d.md": card()}, sides=False)
    assert is_exact(evidence, TWO)
    assert not is_exact(evidence, TWO.replace("1911", "1912"))
    assert not is_exact(evidence, " " + TWO)


def test_a_brief_that_retells_a_judgement_says_whose_it_is() -> None:
    ours = {"kind": Kind.BRIEF, "publisher": "Our desk"}
    cards = {
        "d.md": card("d.md", **ours),
        "o.md": card(
            "o.md", kind=Kind.ORIGINAL, authors=("Ada Moss", "Ben Reed"), publisher="Wolf Trust", published="2001"
        ),
        "p.md": card("p.md", kind=Kind.ORIGINAL, authors=("Eva Ruiz",), publisher="Borea Office of Wolves"),
    }
    for sentence, preface in (
        ("The BOW commentary calls the count weak.", "Eva Ruiz, retold in a brief:"),
        ("The commentary by Moss and Reed calls the count weak.", "Ada Moss and Ben Reed, 2001, retold in a brief:"),
        ("The commentary calls the count weak.", ""),
        ("Moss and Reed counted 40 wolves.", ""),
    ):
        [statement], _ = compose([candidate(sentence, 0.9)], cards, sides=False)
        assert statement.preface == preface
