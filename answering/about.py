"""Questions about a document itself: who wrote it, who published it, when, under what licence, in whose name.

What the card of the document knows is said in our words, with the document's own sentence as evidence. What only the
document says of itself, at its beginning or its end, is quoted.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from answering.about_cues import (
    AUTHORS,
    CARD_FIELDS,
    DOCUMENT,
    GENERIC,
    IMPRINTS,
    LOOSE_FIELDS,
    REFERENCE,
    SAYING,
    THE_AUTHORS,
    Imprint,
)
from answering.about_words import card_statement
from answering.language.facts import names_in
from answering.question import language_of
from answering.speaker import speaker_names
from core.records import DocumentCard, Evidence, Kind, Passage, Statement, Verdict, Voice
from core.text import HEADING_LINE, STOPWORDS, Span, content_words, fold, split_sentences, words
from index.store import PassageIndex

# A name right before the word for the document: "the Brookings report".
_WHOSE = re.compile(rf"((?:[A-ZÁÉÍÓÚÑ][\w’'-]*\s)+)(?={DOCUMENT}\b)")
_LEAST_COVERED = 0.5  # share of the words that say which document is meant
_LEAST_TITLE = 2  # words of a title that stand for it
_MOST_READ = 8  # documents whose text is looked at for those words
_MOST_QUOTED = 2  # sentences of an imprint
_EDGE = 2  # passages at the beginning and at the end of a document that may speak of the document itself


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A sentence of a passage; offsets count in the passage."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]

    def evidence(self, number: int) -> Evidence:
        at = self.passage.start
        return Evidence(number=number, passage=self.passage, start=at + self.start, end=at + self.end, score=1.0)


def about_document(
    question: str, cards: Sequence[DocumentCard], index: PassageIndex
) -> tuple[tuple[Statement, ...], tuple[Evidence, ...]] | None:
    """The answer from a document's card or from what it says of itself, or None for any other question."""
    folded = _untitled(fold(question).strip(" ¿?¡!."), cards)
    fields, imprint = fields_asked(folded), imprint_asked(folded, cards)
    card = document_meant(question, cards, index, strictly=imprint is not None) if fields or imprint else None
    if card is None and (loose := _loosely_asked(folded)):
        card, fields, imprint = document_meant(question, cards, index, strictly=True), (loose,), None
    if card is None:
        return None
    if imprint and (places := _imprint(imprint, card, index)):
        return _quoted(places)
    told = {field: card_statement(field, card, language_of(question)) for field in fields}
    return _told({field: text for field, text in told.items() if text}, card, index)


def fields_asked(folded: str) -> tuple[str, ...]:
    """The fields of a document's card that a folded question asks for; none where it asks for something else."""
    return tuple(field for field, cue in CARD_FIELDS if re.search(cue, folded))


def _loosely_asked(folded: str) -> str | None:
    """The field for a question that may have nothing but words of publishing, in whatever order."""
    if SAYING.search(folded) or not re.search(REFERENCE, folded):
        return None
    return next((field for field, cue in LOOSE_FIELDS if re.search(cue, folded)), None)


def imprint_asked(folded: str, cards: Sequence[DocumentCard] = ()) -> Imprint | None:
    """What the question wants a document to say of itself, or of its publisher or authors by their names, or None."""
    padded = f" {' '.join(words(folded))} "
    named = any(f" {name} " in padded for card in cards for name in speaker_names(card))
    if not named and not re.search(rf"\b(?:{DOCUMENT}|{THE_AUTHORS})\b", folded):
        return None
    return next((imprint for imprint in IMPRINTS if re.search(imprint.asked, folded)), None)


def document_meant(
    question: str, cards: Sequence[DocumentCard], index: PassageIndex, *, strictly: bool
) -> DocumentCard | None:
    """The document that a question about a document means; None where it names something that no document has.

    Its words for title, publisher, authors and kind decide, then those of its text; `strictly` holds the text back, for
    a question with the words of the text is about what is written there. An original goes before what stands in for it
    or speaks about it, and a lone original is "the commentary".
    """
    told = _telling(question)
    asked = set(content_words(question))
    named = told & {word for name in names_in(question) for word in words(name)}
    whose = told & {word for name in _WHOSE.findall(question) for word in words(name)}
    ranked = sorted(cards, key=lambda card: (-_likeness(asked, card), card.doc_id))
    for card in ranked[:_MOST_READ]:
        own = told & _own_words(card)
        if not whose <= own:
            continue
        if not strictly and own != told:
            document = index.document(card.doc_id)
            own |= told & set(words(document.text)) if document else set()
        if own == told or (not strictly and named <= own and len(own) > _LEAST_COVERED * len(told)):
            return card
    return None


def _telling(question: str) -> set[str]:
    """The words of a question that say which document is meant."""
    found = (re.sub(r"['’]s?$", "", word) for word in content_words(question))
    return {word for word in found if word not in GENERIC | STOPWORDS and not re.fullmatch(DOCUMENT, word)}


def _own_words(card: DocumentCard) -> set[str]:
    """The words of a card: title, publisher with its initials, authors, kind, date, and the name of the file."""
    about = card.metadata
    bodies = (about.publisher, *about.authors)
    initials = {"".join(word[0] for word in content_words(body)) for body in bodies if body}
    names = f"{card.title} {' '.join(bodies)} {about.kind} {about.source_id} {card.doc_id} {about.published}"
    return {*content_words(re.sub(r"[-_/.]", " ", names)), *initials}


def _likeness(told: set[str], card: DocumentCard) -> float:
    weight = {Kind.ORIGINAL: 1.5, Kind.UPLOAD: 1.2, Kind.DIGEST: 1.0}.get(card.metadata.kind, 0.4)
    return weight * (len(told & _own_words(card)) + 0.5)


def _edges(card: DocumentCard, index: PassageIndex) -> tuple[Passage, ...]:
    """The passages in which a document speaks of itself: the last and the first."""
    passages = index.catalog.passages_of(card.doc_id)
    return tuple(dict.fromkeys((*passages[-_EDGE:], *passages[:_EDGE])))


def _sentences(card: DocumentCard, passages: Sequence[Passage]) -> Iterator[_Place]:
    for passage in passages:
        for span in split_sentences(passage.text, card.metadata.language):
            yield _Place(passage=passage, start=span[0], end=span[1])


def _imprint(imprint: Imprint, card: DocumentCard, index: PassageIndex) -> list[_Place]:
    """The sentences in which a document says what is asked of itself, in their order."""
    told = (
        "|".join(re.escape(fold(name)) for name in card.metadata.authors) if imprint.told == AUTHORS else imprint.told
    )
    found = [
        place
        for place in _sentences(card, _edges(card, index))
        if told and re.search(rf"\b(?:{told})", fold(place.text)) and not _is_heading(place)
    ]
    return found[:_MOST_QUOTED]


def _is_heading(place: _Place) -> bool:
    span: Span = (place.start, place.end)
    return bool(HEADING_LINE.match(place.passage.text, *span)) or len(place.text.split()) < 4


def _untitled(folded: str, cards: Sequence[DocumentCard]) -> str:
    """A folded question with the title of a document, or a part of it, put as "the document"."""
    parts = {part for card in cards for part in _title_parts(card.title) if part in folded}
    for part in sorted(parts, key=len, reverse=True):
        folded = re.sub(rf"[\"“‘']?\b{re.escape(part)}\b[\"”’']?", "the document", folded)
    return folded


@lru_cache(maxsize=16_384)
def _title_parts(title: str) -> tuple[str, ...]:
    parts = (part.strip() for part in re.split(r"[—:“”\"]|'\B|\B'", fold(title)))
    return tuple(part for part in parts if len(part.split()) >= _LEAST_TITLE)


def _told(
    told: Mapping[str, str], card: DocumentCard, index: PassageIndex
) -> tuple[tuple[Statement, ...], tuple[Evidence, ...]] | None:
    """Our statements on the fields of a card, each with the document's own sentence on it."""
    statements = tuple(
        Statement(text=text, evidence=(number,), verdict=Verdict.SUPPORTED, voice=Voice.OURS)
        for number, text in enumerate(told.values(), start=1)
    )
    evidence = tuple(_own_words_on(f, card, index).evidence(number) for number, f in enumerate(told, start=1))
    return (statements, evidence) if statements else None


def _quoted(places: Sequence[_Place]) -> tuple[tuple[Statement, ...], tuple[Evidence, ...]]:
    statements = tuple(
        Statement(text=place.text, evidence=(number,), verdict=Verdict.SUPPORTED, voice=Voice.REPORTED)
        for number, place in enumerate(places, start=1)
    )
    return statements, tuple(place.evidence(number) for number, place in enumerate(places, start=1))


def _own_words_on(field: str, card: DocumentCard, index: PassageIndex) -> _Place:
    """The sentence of the document's last or first passage with most of the field's words, else its first line."""
    wanted = set(content_words(card.metadata.publisher if field == "publisher" else card_statement(field, card)))
    wanted -= set(content_words(card.title))
    passages = index.catalog.passages_of(card.doc_id)
    places = _sentences(card, tuple(dict.fromkeys((*passages[-_EDGE:], *passages[:1]))))
    return max(places, key=lambda place: len(wanted & set(content_words(place.text))))
