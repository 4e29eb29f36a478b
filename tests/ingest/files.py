"""Files of each format, made when a test runs."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any


def pdf(pages: Sequence[str], *, title: str = "", author: str = "", password: str = "") -> bytes:
    """A PDF with one paragraph of text on each page."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, encrypt=password or None)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    for page in pages:
        _write_lines(canvas, page)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _write_lines(canvas: Any, text: str, *, width: int = 80) -> None:
    import textwrap

    written = canvas.beginText(72, 760)
    written.setFont("Helvetica", 11)
    for paragraph in text.split("\n\n"):
        for line in textwrap.wrap(paragraph, width):
            written.textLine(line)
        written.textLine("")
    canvas.drawText(written)


def pdf_drawn(draw: Any) -> bytes:
    """A one-page PDF that a function draws on a canvas."""
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def pdf_table(rows: Sequence[Sequence[str]]) -> bytes:
    """A PDF with a table and nothing else."""
    from reportlab.platypus import SimpleDocTemplate, Table

    out = BytesIO()
    SimpleDocTemplate(out).build([Table([list(row) for row in rows])])
    return out.getvalue()


def pdf_picture() -> bytes:
    """A PDF whose page is a picture."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    picture = BytesIO()
    Image.new("RGB", (200, 200), "grey").save(picture, "PNG")
    picture.seek(0)
    return pdf_drawn(lambda canvas: canvas.drawImage(ImageReader(picture), 50, 50))


def docx(paragraphs: Sequence[str], *, title: str = "", author: str = "", shape: Any = None) -> bytes:
    """A Word file; a paragraph that begins with `# ` is a heading; `shape` may change it before it is saved."""
    from docx import Document

    document = Document()
    document.core_properties.title, document.core_properties.author = title, author
    for paragraph in paragraphs:
        if paragraph.startswith("# "):
            document.add_heading(paragraph[2:], level=1)
        else:
            document.add_paragraph(paragraph)
    if shape is not None:
        shape(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def pptx(slides: Sequence[tuple[str, str]], *, hide: int | None = None) -> bytes:
    """A PowerPoint file of (title, body) slides, one of them hidden."""
    from pptx import Presentation

    show = Presentation()
    for number, (title, body) in enumerate(slides):
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = body
        if number == hide:
            slide._element.set("show", "0")
    out = BytesIO()
    show.save(out)
    return out.getvalue()


def xlsx(rows: Sequence[Sequence[object]], *, sheet: str = "Sheet", hidden: Sequence[Sequence[object]] = ()) -> bytes:
    """An Excel file with one sheet, and perhaps a hidden one."""
    from openpyxl import Workbook

    book = Workbook()
    active = book.active
    assert active is not None
    active.title = sheet
    for row in rows:
        active.append(list(row))
    if hidden:
        other = book.create_sheet("Notes")
        other.sheet_state = "hidden"
        for row in hidden:
            other.append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def epub(chapters: Sequence[tuple[str, str]], *, title: str, author: str, language: str = "en") -> bytes:
    """An e-book of (title, paragraph) chapters."""
    from ebooklib import epub as books

    book = books.EpubBook()
    book.set_title(title)
    book.set_language(language)
    book.add_author(author)
    items = []
    for number, (heading, paragraph) in enumerate(chapters):
        item = books.EpubHtml(title=heading, file_name=f"chapter {number}.xhtml")
        item.content = f"<h1>{heading}</h1><p>{paragraph}</p>"
        book.add_item(item)
        items.append(item)
    book.spine = ["nav", *items]
    book.toc = items
    book.add_item(books.EpubNcx())
    book.add_item(books.EpubNav())
    out = BytesIO()
    books.write_epub(out, book)
    return out.getvalue()
