import io
import json
import time
import zipfile
from collections.abc import Iterator

import pytest

from core.errors import DocumentTooLargeError, EncryptedDocumentError, UnreadableDocumentError
from core.settings import Settings
from ingest.formats.draft import Draft, Hidden
from ingest.reading import FileReader
from ingest.worker import draft_told, told_draft
from tests.ingest import files


@pytest.fixture
def reader(settings: Settings) -> Iterator[FileReader]:
    one = FileReader(settings.model_copy(update={"max_file_mb": 1, "max_pages": 3}))
    yield one
    one.close()


def archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def read(reader: FileReader, content: bytes, name: str) -> list[Draft]:
    return list(reader.read(content, name)[1])


@pytest.mark.parametrize("part", ["word/document.xml", "xl/workbook.xml", "ppt/presentation.xml"])
def test_an_archive_that_unpacks_to_a_hundred_times_its_size_is_refused(reader: FileReader, part: str) -> None:
    bomb = archive({part: b"<a/>" + b" " * 30_000_000})
    with pytest.raises(DocumentTooLargeError, match="unpacks from .* to 30 MB"):
        read(reader, bomb, "bomb.docx")


def test_an_archive_of_too_many_parts_is_refused(reader: FileReader) -> None:
    many = archive({"word/document.xml": b"<a/>", **{f"part{number}": b"" for number in range(10_001)}})
    with pytest.raises(DocumentTooLargeError, match="10002 parts"):
        read(reader, many, "many.docx")


def test_xml_entities_that_unfold_are_not_followed(reader: FileReader) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 100}">' for n in range(9))
    content = archive({"word/document.xml": f"<!DOCTYPE a [{entities}]><a>&e8;</a>".encode()})
    started = time.monotonic()
    with pytest.raises(UnreadableDocumentError):
        read(reader, content, "entities.docx")
    assert time.monotonic() - started < 60


def test_an_encrypted_part_is_told(reader: FileReader) -> None:
    made = bytearray(archive({"word/document.xml": b"<a/>"}))
    central = made.index(b"PK\x01\x02")
    made[6] |= 1
    made[central + 8] |= 1
    with pytest.raises(EncryptedDocumentError, match="password"):
        read(reader, bytes(made), "locked.docx")


def test_a_pdf_of_too_many_pages_is_refused(reader: FileReader) -> None:
    with pytest.raises(DocumentTooLargeError, match="4 pages, more than COTEJO_MAX_PAGES=3"):
        read(reader, files.pdf(["One.", "Two.", "Three.", "Four."]), "long.pdf")


def test_a_file_that_takes_too_long_is_given_up_and_the_next_one_is_read(settings: Settings) -> None:
    hasty = FileReader(settings.model_copy(update={"max_file_seconds": 0.001}))
    read_once = files.pdf(["One."])
    try:
        read(hasty, read_once, "first.pdf")  # the process starts, which is not the file's fault
        with pytest.raises(DocumentTooLargeError, match="COTEJO_MAX_FILE_SECONDS=0.001"):
            read(hasty, files.pdf(["Two."] * 100), "slow.pdf")
        assert read(hasty, read_once, "third.pdf")[0].pages == ("One.",)
    finally:
        hasty.close()


def test_a_crash_of_the_reading_process_is_told_and_the_next_file_is_read(reader: FileReader) -> None:
    content = files.pdf(["One."])
    read(reader, content, "first.pdf")
    assert reader._process is not None
    reader._process.kill()
    reader._process.wait()
    assert read(reader, content, "second.pdf")[0].pages == ("One.",)


def test_a_draft_survives_the_way_between_two_processes() -> None:
    draft = Draft(
        text="", pages=("One.", "Two."), title="T", about={"authors": ["A", "B"], "published": "2019"},
        hidden=(Hidden(reason="tiny text", text="x y"),),
    )  # fmt: skip
    assert draft_told(json.loads(json.dumps(told_draft(draft)))) == draft
