"""A document on its way into the index, and what of it is embedded and searched."""

import hashlib
import json
from dataclasses import asdict, dataclass

from core.records import Passage, SourceDocument
from index.catalog import PassageKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """A document on its way in: the file it came from, itself and the passages that tile it."""

    path: str
    document: SourceDocument
    passages: tuple[Passage, ...]

    @property
    def version(self) -> str:
        """Names this content under this id; differs when text, title, metadata or the cutting do."""
        doc = self.document
        told = (doc.checksum, doc.title, asdict(doc.metadata), doc.page_starts, [p.start for p in self.passages])
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:12]

    @property
    def keys(self) -> list[PassageKey]:
        """The keys of its passages."""
        version = self.version
        return [(self.document.doc_id, version, number) for number in range(len(self.passages))]


def embedded_text(passage: Passage) -> str:
    """What is embedded and searched: the passage under its title and headings, which are not part of its text."""
    return "\n".join(filter(None, (passage.title, " > ".join(passage.heading_path), passage.text.strip())))
