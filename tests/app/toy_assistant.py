"""An assistant that can be worked out by hand: it quotes every sentence that has all content words of the question."""

import hashlib
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from answering.prose.model import ModelChoice
from answering.protocols import Progress, Watch
from core.records import (
    Answer,
    DocumentCard,
    DocumentMetadata,
    Evidence,
    Hit,
    Kind,
    Outcome,
    Passage,
    Scope,
    Searched,
    SourceDocument,
    Statement,
    Turn,
    Verdict,
    Voice,
)
from core.settings import Settings
from core.text import content_words, split_sentences

TEXTS = {
    "briefs/guard.md": (
        "# The Guard\n\nThe Guard was founded in March 2019. It has 70,000 members, says **the ministry**.\n\n"
        "## Critics\n\n- Critics call the Guard a second army.\n\n| year | members |\n| --- | --- |\n| 2019 | 70,000 |"
    ),
    "briefs/homicides.md": "# Homicides\n\nThe register counts 17,608 victims in the first half of 2019.",
}


def document_of(doc_id: str, text: str) -> SourceDocument:
    """A document of the toy library."""
    return SourceDocument(
        doc_id=doc_id,
        title=text.splitlines()[0].lstrip("# "),
        text=text,
        media_type="text/markdown",
        checksum=hashlib.sha256(text.encode()).hexdigest(),
        metadata=DocumentMetadata(
            authors=("Ana Ruiz",),
            publisher="Toy Press",
            published="2020-05",
            kind=Kind.BRIEF,
            url="https://example.org/a",
        ),
    )


def card_of(document: SourceDocument) -> DocumentCard:
    """The same as lists show it."""
    return DocumentCard(
        doc_id=document.doc_id,
        title=document.title,
        media_type=document.media_type,
        checksum=document.checksum,
        metadata=document.metadata,
        passage_count=1,
        path=document.doc_id,
        indexed_at="2026-01-01T00:00:00+00:00",
    )


class ToyIndex:
    """Documents in memory."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.documents = {doc_id: document_of(doc_id, text) for doc_id, text in texts.items()}

    def cards(self, scope: Scope | None = None) -> tuple[DocumentCard, ...]:
        wanted = scope.doc_ids if scope else ()
        return tuple(card_of(d) for d in self.documents.values() if not wanted or d.doc_id in wanted)

    def document(self, doc_id: str) -> SourceDocument | None:
        return self.documents.get(doc_id)


class ToyAssistant:
    """Quotes sentences by their words. `pause_seconds` goes by before each stage, so that there is time to stop it."""

    def __init__(self, settings: Settings, texts: Mapping[str, str] = TEXTS, pause_seconds: float = 0.0) -> None:
        self.settings = settings
        self.index = ToyIndex(texts)
        self.pause_seconds = pause_seconds
        self.suggest_seconds = 0.0
        self.asked: list[tuple[str, tuple[Turn, ...]]] = []
        self.order: list[str] = []

    def warm_up(self) -> None:
        """Nothing to load."""

    def suggest(self, answer: Answer, limit: int = 3, *, watch: Watch | None = None) -> tuple[str, ...]:
        self.order.append("suggest")
        for _ in range(4):
            time.sleep(self.suggest_seconds / 4)
            if watch:
                watch(Progress(stage="read"))
        return ("Who are the critics?",)[:limit] if answer.statements else ()

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        query: str | None = None,
        scope: Scope | None = None,
        model: ModelChoice | None = None,
        watch: Watch | None = None,
    ) -> Answer:
        self.asked.append((question, tuple(history)))
        self.order.append("ask")
        for stage in ("retrieve", "read", "check"):
            time.sleep(self.pause_seconds)
            if watch:
                watch(Progress(stage=stage))
        cards = self.index.cards(scope)
        evidence = self._evidence(set(content_words(query or question)), cards)
        return Answer(
            question=question,
            query=query or question,
            statements=tuple(_statement(e) for e in evidence),
            outcome=Outcome.ANSWERED if evidence else Outcome.NO_EVIDENCE,
            evidence=evidence,
            searched=Searched(
                documents=tuple(card.doc_id for card in cards),
                passages_read=len(cards),
                nearest=() if evidence else (Hit(passage=self._passage(cards[0]), score=1.0, rank=1, retriever="toy"),),
            ),
            timings={"read": 0.1},
            settings_id="toy",
            scope=scope or Scope(),
            model=model.label if model else "",
            pinned={e.passage.doc_id: self.index.documents[e.passage.doc_id].checksum for e in evidence},
        )

    def _evidence(self, wanted: set[str], cards: Sequence[DocumentCard]) -> tuple[Evidence, ...]:
        found = [
            (self._passage(card), start, end)
            for card in cards
            for start, end in split_sentences(self.index.documents[card.doc_id].text)
            if wanted <= set(content_words(self.index.documents[card.doc_id].text[start:end]))
        ]
        return tuple(
            Evidence(number=n, passage=passage, start=start, end=end, score=1.0, focus=(end - 6, end - 1))
            for n, (passage, start, end) in enumerate(found, start=1)
        )

    def _passage(self, card: DocumentCard) -> Passage:
        text = self.index.documents[card.doc_id].text
        return Passage(
            passage_id=f"{card.doc_id}#000",
            doc_id=card.doc_id,
            title=card.title,
            heading_path=(card.title,),
            text=text,
            start=0,
            end=len(text),
        )


def _statement(evidence: Evidence) -> Statement:
    return Statement(text=evidence.quote, evidence=(evidence.number,), verdict=Verdict.SUPPORTED, voice=Voice.STATISTIC)


def briefs(folder: Path) -> dict[str, str]:
    """The Markdown files of a folder as toy texts, front matter left out."""
    return {
        f"briefs/{p.name}": p.read_text(encoding="utf-8").split("---\n", 2)[-1].strip() for p in folder.glob("*.md")
    }
