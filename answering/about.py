"""Questions about a document itself: who wrote it, who published it, when, in what language, under what licence."""

import re
from collections.abc import Sequence

from core.records import DocumentCard, Evidence, Kind, Statement, Verdict, Voice
from core.text import content_words, fold, split_sentences
from index.store import PassageIndex

_DOCUMENT = (
    r"(?:commentary|article|report|paper|document|text|piece|study|brief|digest|publication|source|comentario|articulo|"
    r"informe|documento|texto|estudio|resumen)"
)
_FIELDS = (
    ("authors", rf"who (?:wrote|authored|are the authors|is the author)|author(?:s|ed)?\b.*\b{_DOCUMENT}"),
    ("authors", rf"{_DOCUMENT}\b.*\b(?:written|authored) by|quien(?:es)? escribi\w+|autor(?:es|as|a)?"),
    ("published", rf"when (?:was|did)\b.*\b{_DOCUMENT}\b.*\b(?:written|published|appear\w*|come out|released)"),
    ("published", rf"(?:date|year) of\b.*\b{_DOCUMENT}|cuando\b.*\b(?:publico|escribio|publicado)"),
    ("publisher", r"who published|publisher of|quien publico"),
    (
        "publisher",
        rf"which (?:institution|organi[sz]ation|think tank)\b.*\bpublish\w*|where was\b.*{_DOCUMENT}\b.*\bpublished",
    ),
    ("licence", r"licen[cs]e|copyright|rights reserved|derechos|licencia"),
    ("title", rf"title of|what is the\b.*\b{_DOCUMENT}\b.*\b(?:called|titled)|titulo"),
)
_WORDS = {
    "authors": "was written by",
    "published": "was published in",
    "publisher": "was published by",
    "licence": "carries these rights:",
    "title": "is a document of this collection, published by",
}


def about_document(
    question: str, cards: Sequence[DocumentCard], index: PassageIndex
) -> tuple[tuple[Statement, ...], tuple[Evidence, ...]] | None:
    """The answer from a document's card, citing the document's own sentence on it, or None for any other question."""
    field = field_asked(question)
    card = document_meant(question, cards) if field else None
    text = card_statement(field, card) if field and card else ""
    if not field or not card or not text:
        return None
    evidence = _own_words_on(field, card, index)
    statement = Statement(text=text, evidence=(1,), verdict=Verdict.SUPPORTED, voice=Voice.OURS)
    return (statement,), (evidence,)


def field_asked(question: str) -> str | None:
    """The field of a document's card that a question asks for, or None where it asks for something else."""
    folded = fold(question)
    if not re.search(rf"\b{_DOCUMENT}\b", folded):
        return None
    return next((field for field, cue in _FIELDS if re.search(rf"\b(?:{cue})\b", folded)), None)


def document_meant(question: str, cards: Sequence[DocumentCard]) -> DocumentCard | None:
    """The document that a question about a document means: most of its words in title, publisher and kind.

    An original goes before what stands in for it or speaks about it, and a lone original is "the commentary".
    """
    asked = set(content_words(question))
    scored = sorted(cards, key=lambda card: (-_likeness(asked, card), card.doc_id))
    return scored[0] if scored and _likeness(asked, scored[0]) > 0 else None


def card_statement(field: str, card: DocumentCard) -> str:
    """What a document's card says about a field, in our words; empty where the card does not know."""
    about = card.metadata
    value = {
        "authors": " and ".join(about.authors),
        "published": about.published,
        "publisher": about.publisher,
        "licence": about.licence,
        "title": about.publisher,
    }[field]
    return f"“{card.title}” {_WORDS[field]} {value}." if value else ""


def _likeness(asked: set[str], card: DocumentCard) -> float:
    about = card.metadata
    own = set(content_words(f"{card.title} {about.publisher} {' '.join(about.authors)} {about.kind} {about.source_id}"))
    weight = {Kind.ORIGINAL: 1.5, Kind.UPLOAD: 1.2, Kind.DIGEST: 1.0}.get(about.kind, 0.4)
    return weight * (len(asked & own) + 0.5)


def _own_words_on(field: str, card: DocumentCard, index: PassageIndex) -> Evidence:
    """The sentence of the document's last or first passage with most of the field's words, else its first line."""
    passages = index.catalog.passages_of(card.doc_id)
    wanted = set(
        content_words(getattr(card.metadata, field, "") if field == "publisher" else card_statement(field, card))
    )
    wanted -= set(content_words(card.title))
    spans = [
        (len(wanted & set(content_words(p.text[start:end]))), p, start, end)
        for p in dict.fromkeys((*passages[-2:], *passages[:1]))
        for start, end in split_sentences(p.text, card.metadata.language)
    ]
    _, passage, start, end = max(spans, key=lambda found: found[0])
    return Evidence(number=1, passage=passage, start=passage.start + start, end=passage.start + end, score=1.0)
