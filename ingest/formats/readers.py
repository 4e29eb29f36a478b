"""Which function reads which type. `PLAIN` ones are simple; `RISKY` ones get a process of their own."""

from collections.abc import Callable, Iterator

from ingest.formats.draft import Draft
from ingest.formats.html import read_html
from ingest.formats.jsonl import read_jsonl
from ingest.formats.limits import Limits
from ingest.formats.markdown import read_markdown
from ingest.formats.office import read_docx, read_epub, read_pptx
from ingest.formats.pdf import read_pdf
from ingest.formats.tables import read_csv, read_xlsx
from ingest.formats.text import read_text
from ingest.sniff import DOCX, EPUB, PPTX, XLSX

PLAIN: dict[str, Callable[[bytes, str], Draft | Iterator[Draft]]] = {
    "text/plain": read_text,
    "text/markdown": read_markdown,
    "application/jsonl": read_jsonl,
}
RISKY: dict[str, Callable[[bytes, str, Limits], Draft]] = {
    "text/html": read_html,
    "text/csv": read_csv,
    "application/pdf": read_pdf,
    DOCX: read_docx,
    PPTX: read_pptx,
    XLSX: read_xlsx,
    EPUB: read_epub,
}
