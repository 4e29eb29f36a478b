"""Documents and passages for tests of the index, without reading any file."""

from core.records import DocumentMetadata, Passage, SourceDocument
from index.catalog import passage_id
from index.staged import Staged


def staged(doc_id: str, *texts: str, title: str = "", **about: object) -> Staged:
    """A document on its way in, made of these passages."""
    text = "".join(texts)
    title = title or doc_id
    passages: list[Passage] = []
    for number, part in enumerate(texts):
        start = passages[-1].end if passages else 0
        passages.append(
            Passage(
                passage_id=passage_id(doc_id, number), doc_id=doc_id, title=title, heading_path=(), text=part,
                start=start, end=start + len(part),
            )
        )  # fmt: skip
    metadata = DocumentMetadata(**about)  # type: ignore[arg-type]
    document = SourceDocument(
        doc_id=doc_id, title=title, text=text, media_type="text/plain", checksum=str(hash(text)), metadata=metadata
    )
    return Staged(path=doc_id, document=document, passages=tuple(passages))
