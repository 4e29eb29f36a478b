from answering.compose import compose
from answering.later import later_last, since_then
from core.records import DocumentCard, Kind
from tests.answering.candidates import candidate, card

OLD = candidate("Alba has six mills.", 0.9, doc_id="old.md")
NEW = candidate("In 1931 Alba had nine mills (Mail, 1932).", 0.8, doc_id="new.md")
SAME = candidate("Borea had two mills in 1911 (Mail, 1932).", 0.7, doc_id="new.md", start=100)
CARDS = {
    "old.md": card("old.md", kind=Kind.ORIGINAL, published="1911-12-20"),
    "new.md": card("new.md", kind=Kind.BRIEF, published="1940"),
}


def prefaces(*chosen: object, cards: dict[str, DocumentCard] = CARDS, language: str = "en") -> list[str]:
    statements, evidence = compose(later_last(chosen, cards), cards, sides=False)  # type: ignore[arg-type]
    return [s.preface for s in since_then(statements, evidence, cards, language)]


def test_what_came_after_an_original_is_last_and_told_apart() -> None:
    assert later_last([OLD, NEW, SAME], CARDS) == (OLD, SAME, NEW)
    assert prefaces(OLD, NEW, SAME) == ["", "", "Since 1911:"]


def test_it_is_told_in_the_language_of_the_question() -> None:
    assert prefaces(OLD, NEW, language="es")[-1] == "Desde 1911:"


def test_a_document_that_knows_what_came_after_makes_nothing_later() -> None:
    assert prefaces(NEW, OLD) == ["", ""]
    undated = CARDS | {"old.md": card("old.md", kind=Kind.ORIGINAL)}
    assert prefaces(OLD, NEW, cards=undated) == ["", ""]


def test_no_sentence_is_lost() -> None:
    assert later_last([], CARDS) == ()
    assert sorted(later_last([OLD, NEW], CARDS), key=id) == sorted([OLD, NEW], key=id)
