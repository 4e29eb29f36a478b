"""Candidates and cards for tests, made from plain sentences."""

from answering.read import Candidate
from core.records import DocumentCard, DocumentMetadata, Passage


def passage(text: str, doc_id: str = "d.md", number: int = 0, start: int = 0) -> Passage:
    return Passage(
        passage_id=f"{doc_id}#{number:03d}", doc_id=doc_id, title=doc_id, heading_path=(), text=text,
        start=start, end=start + len(text),
    )  # fmt: skip


def candidate(sentence: str, score: float, whole: str = "", doc_id: str = "d.md", start: int = 0) -> Candidate:
    """A sentence of a passage whose text is `whole` (the sentence alone by default)."""
    home = passage(whole or sentence, doc_id, start=start)
    at = home.text.index(sentence)
    return Candidate(
        passage=home, place=0, start=home.start + at, end=home.start + at + len(sentence), score=score, answerable=score
    )


def card(doc_id: str = "d.md", **metadata: object) -> DocumentCard:
    return DocumentCard(
        doc_id=doc_id, title=doc_id, media_type="text/markdown", checksum="c", passage_count=1, path=doc_id,
        indexed_at="2020-01-01", metadata=DocumentMetadata(**metadata),  # type: ignore[arg-type]
    )  # fmt: skip
