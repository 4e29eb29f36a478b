"""Records as the components take them: plain values, nothing decided."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from app.marks import Range, mark_ranges
from app.turn import State, StoredTurn
from core.records import Answer, DocumentCard, Evidence, Hit, Statement, Verdict

_WORD = re.compile(r"\w+(?:[.,:'’/–-]\w+)*%?")
Cards = Mapping[str, DocumentCard]


def turn_view(turn: StoredTurn, cards: Cards, *, last: bool, mine: bool) -> dict[str, Any]:
    """All that the turn component draws."""
    answer = turn.answer or turn.draft
    return {
        "id": turn.turn_id,
        "position": turn.position,
        "question": turn.question,
        "state": str(turn.state),
        "open": turn.state.is_open,
        "stage": turn.stage if turn.state is not State.WAITING else "waiting",
        "error": turn.error,
        "answer": answer_view(answer, cards) if answer else None,
        "judgement": turn.judgement,
        "correction": turn.correction,
        "suggestions": list(turn.suggestions or ()) if last and mine else [],
        "mine": mine,
        "last": last,
    }


def answer_view(answer: Answer, cards: Cards) -> dict[str, Any]:
    """An answer with everything that its chips and disclosures show."""
    evidence = {str(e.number): evidence_view(e, cards, answer.pinned) for e in answer.evidence}
    return {
        "outcome": str(answer.outcome),
        "abstained": answer.outcome.abstained,
        "unchecked": any(s.verdict is Verdict.UNCHECKED for s in answer.statements),
        "statements": [statement_view(s, answer.evidence) for s in answer.statements],
        "withheld": [statement_view(s, answer.evidence) for s in answer.withheld],
        "evidence": evidence,
        "query": answer.query if answer.query.strip() != answer.question.strip() else "",
        "notes": list(answer.notes),
        "model": answer.model,
        "scoped": not answer.scope.is_everything,
        "searched": _searched(answer, cards),
        "seconds": round(sum(answer.timings.values()), 1),
    }


def statement_view(statement: Statement, evidence: Sequence[Evidence]) -> dict[str, Any]:
    """A sentence, whether it is a quotation, and its answering words as offsets into it."""
    cited = [e for e in evidence if e.number in statement.evidence]
    quoted = next((e for e in cited if e.quote == statement.text), None)
    return {
        "text": statement.text,
        "preface": statement.preface,
        "cites": list(statement.evidence),
        "verdict": str(statement.verdict),
        "voice": str(statement.voice),
        "quoted": quoted is not None,
        "translation": quoted.translation if quoted else "",
        "ranges": _ranges(statement.text, quoted),
    }


def _ranges(text: str, quoted: Evidence | None) -> list[Range]:
    """What is hidden of a quotation, being a mark of Markdown, and its answering words."""
    if quoted is None:
        return []
    focus = whole_words(quoted)
    answering = [(focus[0] - quoted.start, focus[1] - quoted.start, "cj-focus")] if focus else []
    return [*mark_ranges(text), *answering]


def whole_words(evidence: Evidence) -> tuple[int, int] | None:
    """The answering words, widened to whole words and whole figures: 608 of 17,608 would mislead the eye."""
    if evidence.focus is None or evidence.focus[0] >= evidence.focus[1]:
        return None
    start, end = evidence.focus[0] - evidence.start, evidence.focus[1] - evidence.start
    touched = [word.span() for word in _WORD.finditer(evidence.quote) if word.start() < end and start < word.end()]
    start, end = min(start, *(first for first, _ in touched), start), max(end, *(last for _, last in touched), end)
    return start + evidence.start, end + evidence.start


def evidence_view(evidence: Evidence, cards: Cards, pinned: Mapping[str, str]) -> dict[str, Any]:
    """A citation: the exact words, where they stand, and whose they are."""
    passage, card = evidence.passage, cards.get(evidence.passage.doc_id)
    pin = pinned.get(passage.doc_id)
    return {
        "number": evidence.number,
        "quote": evidence.quote,
        "translation": evidence.translation,
        "ranges": mark_ranges(evidence.quote),
        "start": evidence.start,
        "end": evidence.end,
        "focus": whole_words(evidence),
        "passage": {"text": passage.text, "start": passage.start, "end": passage.end},
        "section": " › ".join(passage.heading_path[1:] or passage.heading_path),  # the first is the title again
        "page": passage.page,
        "older": card is None or (pin is not None and pin != card.checksum),
        **document_view(passage.doc_id, passage.title, card),
    }


def document_view(doc_id: str, title: str, card: DocumentCard | None) -> dict[str, Any]:
    """Whose words they are; blank where the document is gone."""
    about = card.metadata if card else None
    return {
        "doc_id": doc_id,
        "version": card.checksum if card else "",
        "title": card.title if card else title,
        "authors": ", ".join(about.authors) if about else "",
        "publisher": about.publisher if about else "",
        "published": about.published if about else "",
        "url": web_address(about.url) if about else "",
        "kind": str(about.kind) if about else "",
        "licence": about.licence if about else "",
    }


def web_address(url: str) -> str:
    """The address if it is one that a page may link to, else nothing."""
    return url if url.startswith(("https://", "http://")) else ""


def _searched(answer: Answer, cards: Cards) -> dict[str, Any]:
    searched = answer.searched
    cited = {e.passage.doc_id for e in answer.evidence}
    return {
        "count": len(searched.documents),
        "passages": searched.passages_read,
        "cited": [_named(doc_id, cards) for doc_id in searched.documents if doc_id in cited],
        "silent": [_named(doc_id, cards) for doc_id in searched.silent if doc_id not in cited],
        "absent": list(searched.absent),
        "nearest": [_nearest(hit, at, cards) for at, hit in enumerate(searched.nearest[:3], start=1)],
    }


def _named(doc_id: str, cards: Cards) -> dict[str, str]:
    return {"doc_id": doc_id, "title": cards[doc_id].title if doc_id in cards else doc_id}


def _nearest(hit: Hit, number: int, cards: Cards) -> dict[str, Any]:
    passage = hit.passage
    whole = Evidence(number=number, passage=passage, start=passage.start, end=passage.end, score=hit.score)
    return evidence_view(whole, cards, {})
