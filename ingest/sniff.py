"""The media type of a file by its content; the ending only tells kinds of text apart."""

import zipfile
from io import BytesIO
from pathlib import PurePosixPath

from core.errors import EncryptedDocumentError, UnsupportedFormatError

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EPUB = "application/epub+zip"

READABLE = "Markdown, text, HTML, PDF, DOCX, PPTX, XLSX, CSV, EPUB and JSON Lines"
_BY_ENDING = {
    ".md": "text/markdown", ".markdown": "text/markdown", ".mdown": "text/markdown",
    ".html": "text/html", ".htm": "text/html", ".xhtml": "text/html",
    ".csv": "text/csv", ".tsv": "text/csv",
    ".jsonl": "application/jsonl", ".ndjson": "application/jsonl",
}  # fmt: skip
_ZIP_PARTS = (("word/document.xml", DOCX), ("ppt/presentation.xml", PPTX), ("xl/workbook.xml", XLSX))
_OTHERS = (
    (b"{\\rtf", "a Rich Text file. Save it as DOCX and add that."),
    (b"\x89PNG", "a picture. Run text recognition (OCR) over it and add the text."),
    (b"\xff\xd8\xff", "a picture. Run text recognition (OCR) over it and add the text."),
    (b"GIF8", "a picture. Run text recognition (OCR) over it and add the text."),
    (b"II*\x00", "a picture. Run text recognition (OCR) over it and add the text."),
    (b"MM\x00*", "a picture. Run text recognition (OCR) over it and add the text."),
    (b"SQLite format 3", "a database. Export the wanted table as CSV and add that."),
    (b"\x1f\x8b", "an archive. Unpack it and add the files."),
    (b"7z\xbc\xaf", "an archive. Unpack it and add the files."),
    (b"Rar!", "an archive. Unpack it and add the files."),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def sniff(content: bytes, path: str) -> str:
    """The media type; raises `UnsupportedFormatError` with what to do for a type that is not read."""
    if b"%PDF-" in content[:1024]:
        return "application/pdf"
    if content.startswith(b"PK\x03\x04"):
        return _zip_type(content, path)
    if content.startswith(_OLE):
        raise _old_office(content, path)
    for magic, what in _OTHERS:
        if content.startswith(magic):
            raise UnsupportedFormatError(path, f"it is {what}")
    if _is_binary(content):
        raise UnsupportedFormatError(path, f"it is binary, and none of the formats that are read: {READABLE}.")
    return _text_type(content, path)


def _text_type(content: bytes, path: str) -> str:
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    return _BY_ENDING.get(PurePosixPath(path).suffix.lower(), "text/plain")


def _zip_type(content: bytes, path: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            stated = archive.read("mimetype") if "mimetype" in names and _is_short(archive) else b""
            if stated.strip() == EPUB.encode():
                return EPUB
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
        raise UnsupportedFormatError(path, f"it is a damaged archive ({error}). Open it and save it anew.") from error
    for part, media_type in _ZIP_PARTS:
        if part in names:
            return media_type
    raise UnsupportedFormatError(path, "it is an archive. Unpack it and add the files.")


def _is_short(archive: zipfile.ZipFile) -> bool:
    return archive.getinfo("mimetype").file_size < 100


def _old_office(content: bytes, path: str) -> Exception:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return EncryptedDocumentError(path, "it needs a password. Save a copy without one and add that.")
    return UnsupportedFormatError(
        path, "it is an Office file of before 2007. Save it as DOCX, PPTX or XLSX and add that."
    )


def _is_binary(content: bytes) -> bool:
    """NUL bytes, or many control characters, outside UTF-16 and UTF-32."""
    if content.startswith(_BOMS):
        return False
    sample = content[:8192]
    control = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    return 0 in sample or control > len(sample) * 0.05
