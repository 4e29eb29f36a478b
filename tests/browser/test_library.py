"""Files in, answers from them at the right page, files out, and nothing left of them."""

from io import BytesIO

import pytest
from playwright.sync_api import FilePayload

from tests.browser.visit import ANSWER_MS, Visit

pytestmark = pytest.mark.browser

QUESTION = "How many lighthouses does the island of Zarobia have?"


def _pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    written = BytesIO()
    canvas = Canvas(written)
    canvas.setTitle("Survey of Zarobia")
    canvas.drawString(72, 720, "The island of Zarobia lies in the northern sea. It has two harbours and one school.")
    canvas.showPage()
    canvas.drawString(72, 720, "The island of Zarobia has 43 lighthouses. Most of them were built in 1911.")
    canvas.save()
    return written.getvalue()


def _docx() -> bytes:
    import docx

    document, written = docx.Document(), BytesIO()
    document.add_heading("Ferries of Zarobia", level=1)
    document.add_paragraph("The ferry to Zarobia sails twice a day from the port of Quellmar.")
    document.save(written)
    return written.getvalue()


_HTML = (
    b"<html><head><title>Birds of Zarobia</title></head>"
    b"<body><h1>Birds</h1><p>Puffins nest on the cliffs of Zarobia every spring.</p></body></html>"
)
_FILES = (
    ("survey.pdf", "application/pdf", _pdf),
    ("ferries.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _docx),
    ("birds.html", "text/html", lambda: _HTML),
)


def test_added_files_answer_open_at_their_page_and_leave_nothing_when_removed(visit: Visit) -> None:
    page = visit.page
    visit.open("library")
    uploads = [{"name": name, "mimeType": media, "buffer": make()} for name, media, make in _FILES]
    page.locator("input[type=file]").set_input_files(uploads)  # type: ignore[arg-type]
    page.get_by_text("birds.html").first.wait_for()
    page.get_by_role("button", name="Add to the library").click()
    page.get_by_text("3 added, 0 replaced").wait_for(timeout=ANSWER_MS)

    page.get_by_role("link", name="Ask", exact=True).click()
    turn = visit.ask(QUESTION)
    assert "43 lighthouses" in turn.inner_text()
    chip = turn.locator(".cj-statement", has_text="43 lighthouses").locator(".cj-chip").first
    chip.click()
    pane = page.locator('.cj-reader[data-open="true"]')
    pane.get_by_text("Page 2").wait_for()
    pane.locator(".cj-by", has_text="p. 2").wait_for()
    pane.get_by_role("button", name="Close").click()

    for name in ("Survey of Zarobia", "Ferries of Zarobia", "Birds of Zarobia"):
        _remove(visit, name)
    page.get_by_role("link", name="Ask", exact=True).click()
    visit.page.get_by_role("button", name="New conversation").click()
    page.locator(".cj-lead").wait_for()
    assert visit.ask(QUESTION).locator(".cj-outcome").inner_text() == "The documents do not say."


def _remove(visit: Visit, title: str) -> None:
    page = visit.page
    if not page.get_by_role("combobox", name="Choose a document").count():
        page.get_by_role("link", name="Library").click()
    choice = page.get_by_role("combobox", name="Choose a document")
    choice.click()
    choice.fill(title)
    page.get_by_role("option").first.click()
    page.get_by_role("button", name="Remove", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Remove", exact=True).click()
    dialog.wait_for(state="hidden")
    visit.settle()  # what the removal before came to is off the page
    page.get_by_text("found nothing of it").wait_for(timeout=ANSWER_MS)
    visit.settle()  # the choice of documents is that of now


def test_a_file_that_cannot_be_read_is_refused_by_name_and_reason(visit: Visit) -> None:
    visit.open("library")
    broken = FilePayload(name="broken.pdf", mimeType="application/pdf", buffer=b"not a pdf at all \x00\x01\x02")
    visit.page.locator("input[type=file]").set_input_files([broken])
    visit.page.get_by_text("broken.pdf").first.wait_for()
    visit.page.get_by_role("button", name="Add to the library").click()
    visit.page.get_by_text("Not taken in").wait_for(timeout=ANSWER_MS)
