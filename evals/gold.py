"""Gold quotes to gold sentences and gold passages of the documents as they are indexed now."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from core.records import Evidence, Passage
from core.text import Span, split_sentences
from evals.match import Token, find_words, tokens
from evals.questions import EvalQuestion, Quote

TextOf = Callable[[str], str | None]  # the stored text of a document by its id


class GoldSpan(BaseModel):
    """A gold sentence: a span of a stored document."""

    model_config = ConfigDict(frozen=True)

    doc_id: str
    start: int
    end: int

    def overlaps(self, doc_id: str, start: int, end: int) -> bool:
        """Whether a span of a document shares at least one character with this sentence."""
        return self.doc_id == doc_id and self.start < end and start < self.end


def gold_spans(question: EvalQuestion, text_of: TextOf) -> tuple[GoldSpan, ...]:
    """The gold sentences of a question, every place where a phrase occurs, each once."""
    found = (span for quote in question.quotes for span in find_quote(quote, text_of))
    return tuple(dict.fromkeys(found))


def find_quote(quote: Quote, text_of: TextOf) -> list[GoldSpan]:
    """The sentences that hold a phrase. White space, case, accents and the form of numbers do not matter."""
    text = text_of(quote.doc_id)
    if text is None:
        return []
    places = find_words(_words(text), tokens(quote.phrase))
    return [GoldSpan(doc_id=quote.doc_id, start=start, end=end) for start, end in (_sentence(text, p) for p in places)]


def is_gold(evidence: Evidence, gold: Iterable[GoldSpan]) -> bool:
    """Whether a cited span shares a character with a gold sentence."""
    return any(span.overlaps(evidence.passage.doc_id, evidence.start, evidence.end) for span in gold)


def is_relevant(passage: Passage, gold: Iterable[GoldSpan]) -> bool:
    """Whether a passage holds part of a gold sentence."""
    return any(span.overlaps(passage.doc_id, passage.start, passage.end) for span in gold)


def _sentence(text: str, place: Span) -> Span:
    """From the start of the first sentence that the place touches to the end of the last."""
    touched = [span for span in split_sentences(text) if span[0] < place[1] and place[0] < span[1]]
    return (touched[0][0], touched[-1][1]) if touched else place


@lru_cache(maxsize=64)
def _words(text: str) -> tuple[Token, ...]:
    return tokens(text)
