from core.records import Passage
from evals.gold import GoldSpan, find_quote, gold_spans, is_relevant
from evals.questions import EvalQuestion, Quote

TEXT = "The plan came late. In all,\n17,608 people died. Nobody was tried, and 17608 people were missed."
TEXTS = {"a.md": TEXT}
SECOND, THIRD = "In all,\n17,608 people died.", "Nobody was tried, and 17608 people were missed."


def passage(start: int, end: int, doc_id: str = "a.md") -> Passage:
    return Passage(
        passage_id="a.md#000", doc_id=doc_id, title="", heading_path=(), text=TEXT[start:end], start=start, end=end
    )


def test_the_gold_sentence_is_the_whole_sentence_around_the_phrase() -> None:
    (found,) = find_quote(Quote(doc_id="a.md", phrase="17,608 people died"), TEXTS.get)
    assert TEXT[found.start : found.end] == SECOND


def test_a_phrase_across_a_line_end_and_every_place_where_it_stands_are_found() -> None:
    (found,) = find_quote(Quote(doc_id="a.md", phrase="in all 17,608"), TEXTS.get)
    assert TEXT[found.start : found.end] == SECOND
    places = find_quote(Quote(doc_id="a.md", phrase="17,608 people"), TEXTS.get)
    assert [TEXT[span.start : span.end] for span in places] == [SECOND, THIRD]


def test_a_phrase_across_two_sentences_makes_both_gold() -> None:
    (found,) = find_quote(Quote(doc_id="a.md", phrase="died. Nobody"), TEXTS.get)
    assert TEXT[found.start : found.end] == f"{SECOND} {THIRD}"


def test_quotes_with_one_sentence_give_one_gold_span_and_absent_ones_none() -> None:
    quotes = [("a.md", "people died"), ("a.md", "17608 people died"), ("a.md", "absent"), ("none.md", "people")]
    asked = EvalQuestion(
        question_id="q",
        question="How many?",
        answerable=True,
        quotes=tuple(Quote(doc_id=doc_id, phrase=phrase) for doc_id, phrase in quotes),
    )
    assert [TEXT[span.start : span.end] for span in gold_spans(asked, TEXTS.get)] == [SECOND]


def test_a_passage_is_relevant_when_it_shares_a_character_with_a_gold_sentence() -> None:
    gold = [GoldSpan(doc_id="a.md", start=20, end=48)]
    assert is_relevant(passage(0, 21), gold)
    assert not is_relevant(passage(0, 20), gold)
    assert not is_relevant(passage(48, 60), gold)
    assert not is_relevant(passage(0, 60, doc_id="b.md"), gold)
