"""Word, PowerPoint and e-book files, by way of markitdown."""

from io import BytesIO

from core.errors import UnreadableDocumentError
from ingest.formats.draft import Draft
from ingest.formats.markdown import plain_markdown


def read_docx(content: bytes, name: str) -> Draft:
    """The text of a Word file with its headings, lists and tables."""
    from markitdown import StreamInfo
    from markitdown.converters import DocxConverter

    try:
        found = DocxConverter().convert(BytesIO(content), StreamInfo(extension=".docx"))
    except Exception as error:  # noqa: BLE001 - whatever three libraries raise, the file is what is wrong
        raise UnreadableDocumentError(
            name, f"it is a damaged Word file ({error}). Open it and save it anew."
        ) from error
    text, _ = plain_markdown(found.markdown)
    return Draft(text=text, title=found.title or "")
