"""Which document stands for a text or an original: one text is indexed once, a digest gives way to its original.

What is decided depends on the files of the library alone, not on the order in which they came: of two files with one
text, the one that comes first in the library's order (`scan.rank`) is indexed.
"""

from core.records import SourceDocument
from index.catalog import Catalog
from ingest.scan import rank


class Standing:
    """Sources that are present, and the file that holds each text, as a run goes on."""

    def __init__(self, catalog: Catalog) -> None:
        self._present = catalog.source_ids()
        self._holders = catalog.single_checksums()
        self._texts = {path: checksum for checksum, path in self._holders.items()}

    def superseded(self, stands_in_for: str) -> str:
        """Why a document that stands in for something is not indexed, or an empty string."""
        if stands_in_for and stands_in_for in self._present:
            return f"stands in for {stands_in_for!r}, which is in the library"
        return ""

    def duplicate(self, path: str, checksum: str) -> str:
        """Why a file's text is not indexed under its path, or an empty string."""
        holder = self._holders.get(checksum)
        if holder is not None and holder != path and rank(holder) < rank(path):
            return f"has the same text as {holder!r}"
        return ""

    def take(self, path: str, document: SourceDocument) -> str | None:
        """Notes that a document is indexed; returns the path of the file that held its text before and gives way."""
        self._present.add(document.metadata.source_id or document.doc_id)
        if document.doc_id != path:
            return None
        displaced = self._holders.get(document.checksum)
        self._holders[document.checksum], self._texts[path] = path, document.checksum
        return displaced if displaced != path else None

    def forget(self, path: str) -> None:
        """Notes that a file no longer holds the text that it held."""
        checksum = self._texts.pop(path, None)
        if checksum is not None and self._holders.get(checksum) == path:
            del self._holders[checksum]

    def lose_source(self, source_id: str) -> None:
        """Notes that an original can no longer be read."""
        self._present.discard(source_id)
