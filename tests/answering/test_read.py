import pytest

from answering.protocols import Reading
from answering.read import Candidate, alone, read_hits, readable, refocused
from answering.reading.plain import PlainReader
from core.records import Hit
from tests.answering.candidates import candidate, passage
from tests.toys import ToyEmbedder


def test_sentences_leave_out_headings_and_the_marks_of_list_items() -> None:
    shown = readable(passage("# Oaks\n\nOaks grow.\n\n- Elms grow.\n- Firs grow.\n\n2. Ivy climbs."), "en")
    assert [shown.text[a:b] for a, b in shown.sentences] == ["Oaks grow.", "Elms grow.", "Firs grow.", "Ivy climbs."]


def test_candidates_are_exact_slices_of_their_document_in_order() -> None:
    home = passage("Oaks grow slowly. Firs grow fast.", start=100)
    hit = Hit(passage=home, score=1.0, rank=1, retriever="toy")
    found = read_hits(PlainReader(ToyEmbedder()), "firs grow fast", [hit], "en")
    assert [(c.text, c.start, c.end) for c in found] == [("Oaks grow slowly.", 100, 117), ("Firs grow fast.", 118, 133)]
    assert found[1].score > found[0].score


def test_a_sentence_alone_is_a_passage_of_one_sentence_under_the_same_heading() -> None:
    whole = "Oaks grow slowly. Firs grow fast."
    shown = alone(candidate("Firs grow fast.", 0.5, whole))
    assert (shown.text, shown.sentences) == ("Firs grow fast.", ((0, 15),))
    assert shown.heading == readable(passage(whole), "en").heading


@pytest.mark.parametrize(
    ("whole", "item", "lead"),
    [
        ("Mills by year:\n\n- 1911: 40\n- 1912: 31\n", "1912: 31", "Mills by year:"),
        ("He wants\n1. a mill;\n2. a boat.\n", "a boat.", ""),
        ("Mills by year:\n\n- 1911: 40\n\nThe last one burned.", "The last one burned.", ""),
    ],
)
def test_an_item_of_a_list_is_held_against_a_question_with_the_line_it_stands_under(
    whole: str, item: str, lead: str
) -> None:
    found = candidate(item, 0.5, whole)
    assert (found.lead, found.text) == (lead, item)
    assert alone(found).text == f"{lead} {item}".strip()


def test_a_spanish_sentence_is_read_in_english_words_and_quoted_as_it_stands() -> None:
    home = passage("# Bosque\n\nEl bosque tiene 40 lobos. La alcaldesa dimitió en 2003.", start=10)
    shown = readable(home, "es")
    assert [shown.text[a:b] for a, b in shown.sentences] == ["The forest has 40 wolves.", "The mayor resigned in 2003."]
    hit = Hit(passage=home, score=1.0, rank=1, retriever="toy")
    found = read_hits(PlainReader(ToyEmbedder()), "the mayor resigned", [hit], "es")
    assert [c.text for c in found] == ["El bosque tiene 40 lobos.", "La alcaldesa dimitió en 2003."]
    assert found[1].score > found[0].score
    assert alone(found[1]).text == "The mayor resigned in 2003."


@pytest.mark.parametrize(("words", "marked"), [("40", "40"), ("The forest", None)])
def test_answering_words_in_english_are_marked_where_the_spanish_has_them(words: str, marked: str | None) -> None:
    home = passage("La fila va. El bosque tiene 40 lobos.", start=10)
    shown = readable(home, "es")
    at = shown.text.index(words)
    reading = Reading(answerable=1.0, start=at, end=at + len(words), sentence_scores=(0.0, 1.0))
    second = Candidate(passage=home, place=1, start=22, end=47, score=1.0, answerable=1.0, language="es")
    focus = refocused(second, shown, reading).focus
    assert (home.text[focus[0] - 10 : focus[1] - 10] if focus else None) == marked
