"""Chosen sentences to numbered evidence and statements: exact quotations, with our own words kept apart."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from answering.read import Candidate
from answering.speaker import speaker_names
from answering.voice import voice_of
from core.records import DocumentCard, DocumentMetadata, Evidence, Kind, Statement, Verdict, Voice
from core.text import fold, split_sentences, words

_DANGLING = re.compile(
    r"^(?:this|that|these|those|it|its|he|she|his|her|they|their|such|both|the (?:former|latter|same)|however|"
    r"moreover|furthermore|in addition|instead|also|then|nonetheless|nevertheless|"
    r"est[aeo]s?|es[aeo]s?|ello|ella|ellos|ellas|el mismo|ambos|ademas|sin embargo|tal(?:es)?)\b"
)


def compose(
    chosen: Sequence[Candidate], cards: Mapping[str, DocumentCard], *, sides: bool
) -> tuple[tuple[Statement, ...], tuple[Evidence, ...]]:
    """One statement and one numbered piece of evidence for each chosen sentence.

    With `sides`, or where several publishers speak, each statement says in our words who speaks and when; one that
    retells the judgement of the authors of an original says so at all times. An item of a list comes with the line that
    it stands under, unless that is quoted, too.
    """
    evidence = _without_overlap(tuple(_evidence(n, c, cards) for n, c in enumerate(chosen, start=1)))
    publishers = {cards[e.passage.doc_id].metadata.publisher for e in evidence if e.passage.doc_id in cards}
    named = sides or len(publishers) > 1
    originals = tuple(card for card in cards.values() if card.metadata.kind is Kind.ORIGINAL)
    leads = _leads(chosen)
    told = tuple(_statement(e, cards.get(e.passage.doc_id), originals, named=named) for e in evidence)
    return tuple(
        replace(s, preface=f"{s.preface} {lead}".strip()) if (lead := leads.get((e.passage.doc_id, e.start))) else s
        for s, e in zip(told, evidence, strict=True)
    ), evidence


def _leads(chosen: Sequence[Candidate]) -> dict[tuple[str, int], str]:
    """The words before an item of a list, by its document and place; those of the first of several items only."""
    said = {c.text.strip() for c in chosen}
    found: dict[tuple[str, int], str] = {}
    for candidate in chosen:
        if candidate.lead and candidate.lead not in said:
            said.add(candidate.lead)
            found[candidate.passage.doc_id, candidate.start] = f"“{candidate.lead.removesuffix(':')}”:"
    return found


def is_exact(evidence: Evidence, stored_text: str) -> bool:
    """Whether the quote is what the stored document says at its place."""
    return bool(evidence.quote) and stored_text[evidence.start : evidence.end] == evidence.quote


def says_who(card: DocumentCard) -> str:
    """Publisher, or title, and date of a document, as words before a quotation."""
    about = card.metadata
    name = about.publisher or card.title
    kind = f", {about.kind}" if about.kind in ("digest", "brief") else ""
    return f"{name}{kind}{', ' + about.published if about.published else ''}:"


def _evidence(number: int, candidate: Candidate, cards: Mapping[str, DocumentCard]) -> Evidence:
    card = cards.get(candidate.passage.doc_id)
    return Evidence(
        number=number,
        passage=candidate.passage,
        start=_start_that_stands_alone(candidate, card.metadata.language if card else "en"),
        end=candidate.end,
        score=candidate.score,
        focus=candidate.focus,
    )


def _start_that_stands_alone(candidate: Candidate, language: str) -> int:
    """The start of the quote, moved to the sentence before when its opening points back there."""
    if not _DANGLING.match(fold(candidate.text)):
        return candidate.start
    passage = candidate.passage
    before = [
        span
        for span in split_sentences(passage.text, language)
        if passage.start + span[1] <= candidate.start and not passage.text[span[0] :].startswith("#")
    ]
    if not before or "\n\n" in passage.text[before[-1][1] : candidate.start - passage.start]:
        return candidate.start
    return passage.start + before[-1][0]


def _without_overlap(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The evidence with quotes that lie inside another's left out, numbered anew."""
    kept = [e for e in evidence if not any(_lies_in(e, other) for other in evidence)]
    return tuple(replace(e, number=number) for number, e in enumerate(kept, start=1))


def _lies_in(inner: Evidence, outer: Evidence) -> bool:
    """Whether one quote lies in another; of two equal ones, the later lies in the earlier."""
    if inner is outer or inner.passage.doc_id != outer.passage.doc_id:
        return False
    inside = outer.start <= inner.start and inner.end <= outer.end
    same = (outer.start, outer.end) == (inner.start, inner.end)
    return inside and (not same or outer.number < inner.number)


def retold(quote: str, originals: Sequence[DocumentCard], kind: str) -> str:
    """Whose judgement a brief or digest retells, as words before the quotation; empty where it names nobody we know."""
    said = f" {' '.join(words(quote))} "
    named = [card for card in originals if any(f" {name} " in said for name in speaker_names(card))]
    found = named or (originals if len(originals) == 1 else ())
    if len(found) != 1 or not found[0].metadata.authors:
        return ""
    about = found[0].metadata
    return f"{' and '.join(about.authors)}{', ' + about.published if about.published else ''}, retold in a {kind}:"


def _statement(
    evidence: Evidence, card: DocumentCard | None, originals: Sequence[DocumentCard], *, named: bool
) -> Statement:
    about = card.metadata if card else DocumentMetadata()
    voice = voice_of(evidence.quote, about)
    theirs = voice is Voice.AUTHORS and about.kind in (Kind.BRIEF, Kind.DIGEST)
    preface = retold(evidence.quote, originals, about.kind) if theirs else ""
    return Statement(
        text=evidence.quote,
        evidence=(evidence.number,),
        verdict=Verdict.SUPPORTED,
        voice=voice,
        preface=preface or (says_who(card) if named and card else ""),
    )
