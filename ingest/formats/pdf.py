"""PDF, page by page."""

from io import BytesIO

from core.errors import EncryptedDocumentError, ImageOnlyDocumentError, UnreadableDocumentError
from ingest.formats.draft import Draft


def read_pdf(content: bytes, name: str) -> Draft:
    """The text of each page, and the title, author and date that the file states."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise EncryptedDocumentError(name, "it needs a password. Save a copy without one and add that.")
        pages = tuple(page.extract_text() or "" for page in reader.pages)
        told = reader.metadata
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableDocumentError(name, f"it is a damaged PDF ({error}). Open it and save it anew.") from error
    if pages and not any(page.strip() for page in pages):
        raise ImageOnlyDocumentError(
            name, f"its {len(pages)} page(s) are pictures without text. Run text recognition (OCR) over it."
        )
    about: dict[str, object] = {}
    if told is not None:
        about = {"authors": told.author or "", "published": told.creation_date or ""}
    return Draft(pages=pages, title=(told.title if told is not None else "") or "", about=about)
