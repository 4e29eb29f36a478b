"""What has happened since a document was published is offered as such, behind what the document says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from answering.language.phrases import YEAR
from answering.read import Candidate
from answering.sorts import without_references
from core.records import DocumentCard, Evidence, Kind, Statement

_SINCE = {"en": "Since {year}:", "es": "Desde {year}:"}


def later_last(chosen: Sequence[Candidate], cards: Mapping[str, DocumentCard]) -> tuple[Candidate, ...]:
    """The sentences in their order, those last that tell of times after the first one's original was published."""
    since = _published(chosen[0].passage.doc_id, cards) if chosen else 0
    return tuple(sorted(chosen, key=lambda candidate: since > 0 and _tells_of(candidate.text) > since))


def since_then(
    statements: Sequence[Statement], evidence: Sequence[Evidence], cards: Mapping[str, DocumentCard], language: str
) -> tuple[Statement, ...]:
    """The statements, those with our word for it that tell of times after the first one's original was published."""
    since = _published(evidence[0].passage.doc_id, cards) if evidence else 0
    quotes = {one.number: one.quote for one in evidence}
    return tuple(
        replace(s, preface=f"{_SINCE[language].format(year=since)} {s.preface}".strip())
        if since and s.evidence and _tells_of(quotes[s.evidence[0]]) > since
        else s
        for s in statements
    )


def _published(doc_id: str, cards: Mapping[str, DocumentCard]) -> int:
    """The year in which an original was published; 0 for any other document, which knows what came later."""
    about = cards[doc_id].metadata if doc_id in cards else None
    return int(about.published[:4]) if about and about.kind is Kind.ORIGINAL and about.published[:4].isdigit() else 0


def _tells_of(text: str) -> int:
    """The latest year that a sentence speaks of, those of its sources aside; 0 without one."""
    return max(map(int, re.findall(rf"\b{YEAR}\b", without_references(text))), default=0)
