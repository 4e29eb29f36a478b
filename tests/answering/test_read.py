from answering.read import alone, read_hits, readable
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
