"""Word, PowerPoint and e-book files, by way of markitdown, after what a reader does not see was taken out of them."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

from core.errors import UnreadableDocumentError
from ingest.formats.draft import Draft, Hidden
from ingest.formats.hidden_html import strip_hidden
from ingest.formats.limits import Limits, check_archive
from ingest.formats.markdown import plain_markdown
from ingest.formats.properties import core_properties, parse_xml, title_and_rest

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TINY_HALF_POINTS = 6
_WHITE = {"ffffff", "fefefe", "fdfdfd"}


def read_docx(content: bytes, name: str, limits: Limits) -> Draft:
    """The text of a Word file with its headings, lists and tables, without hidden, white and tiny text."""
    from markitdown import StreamInfo
    from markitdown.converters import DocxConverter

    archive = check_archive(content, name, limits)
    visible, hidden = _visible_docx(archive, name)
    text = _converted(lambda: DocxConverter().convert(BytesIO(visible), StreamInfo(extension=".docx")), name, "Word")
    title, about = core_properties(archive)
    return Draft(text=text, title=title, about=about, hidden=tuple(hidden))


def read_pptx(content: bytes, name: str, limits: Limits) -> Draft:
    """The text of the slides that are shown, slide by slide, with their notes."""
    from pptx import Presentation

    archive = check_archive(content, name, limits)
    parts: list[str] = []
    hidden: list[Hidden] = []
    try:
        for number, slide in enumerate(Presentation(BytesIO(content)).slides, start=1):
            title, lines = _slide(slide)
            if slide.element.get("show") == "0":
                hidden.append(Hidden(reason=f"hidden slide {number}", text=" ".join([title, *lines])[:500]))
            elif title or lines:
                parts.append("\n\n".join([f"## {title or f'Slide {number}'}", *lines]))
    except (KeyError, ValueError, AttributeError, TypeError, zipfile.BadZipFile) as error:
        raise UnreadableDocumentError(
            name, f"it is a damaged PowerPoint file ({error}). Open it and save it anew."
        ) from error
    told, about = core_properties(archive)
    return Draft(text="\n\n".join(parts), title=told, about=about, hidden=tuple(hidden))


def read_epub(content: bytes, name: str, limits: Limits) -> Draft:
    """The chapters of an e-book in reading order."""
    from lxml import html
    from markitdown.converters import HtmlConverter

    archive = check_archive(content, name, limits)
    parts: list[str] = []
    hidden: list[Hidden] = []
    try:
        package, folder = _package(archive)
        for chapter in _spine(package):
            tree = html.document_fromstring(archive.read(folder + chapter))
            visible, found = strip_hidden(tree)
            hidden += found
            parts.append(HtmlConverter().convert_string(html.tostring(visible, encoding="unicode")).markdown)
    except Exception as error:  # noqa: BLE001 - whatever the libraries raise, the file is what is wrong
        raise UnreadableDocumentError(name, f"it is a damaged e-book ({error}). Convert it anew.") from error
    text, _ = plain_markdown("\n\n".join(parts))
    title, about = title_and_rest(package)
    return Draft(text=text, title=title, about=about, hidden=tuple(hidden))


def _converted(convert: Callable[[], Any], name: str, program: str) -> str:
    try:
        text, _ = plain_markdown(convert().markdown)
        return text
    except Exception as error:  # noqa: BLE001 - whatever three libraries raise, the file is what is wrong
        raise UnreadableDocumentError(
            name, f"it is a damaged {program} file ({error}). Open it and save it anew."
        ) from error


def _visible_docx(archive: zipfile.ZipFile, name: str) -> tuple[bytes, list[Hidden]]:
    """The file without the runs that Word does not show, or shows in white or in tiny letters."""
    hidden: list[Hidden] = []
    try:
        tree = parse_xml(archive.read("word/document.xml"))
        for run in list(tree.iter(f"{_W}r")):
            if reason := _why_unseen(run):
                hidden.append(Hidden(reason=reason, text="".join(run.itertext())[:500]))
                run.getparent().remove(run)
        return _with_part(archive, "word/document.xml", tree) if hidden else _bytes_of(archive), [
            h for h in hidden if h.text.strip()
        ]
    except (KeyError, ValueError, zipfile.BadZipFile, RuntimeError) as error:
        raise UnreadableDocumentError(
            name, f"it is a damaged Word file ({error}). Open it and save it anew."
        ) from error


def _why_unseen(run: Any) -> str:
    look = run.find(f"{_W}rPr")
    if look is None:
        return ""
    value = f"{_W}val"
    vanish, colour, size = (look.find(f"{_W}{tag}") for tag in ("vanish", "color", "sz"))
    if vanish is not None and vanish.get(value, "true") not in ("0", "false"):
        return "hidden text"
    shaded = look.find(f"{_W}shd") is not None or look.find(f"{_W}highlight") is not None
    in_table = any(True for _ in run.iterancestors(f"{_W}tc"))  # the cell may have a dark ground
    if colour is not None and colour.get(value, "").lower() in _WHITE and not shaded and not in_table:
        return "white text"
    if size is not None and size.get(value, "").isdigit() and int(size.get(value)) <= _TINY_HALF_POINTS:
        return "tiny text"
    return ""


def _with_part(archive: zipfile.ZipFile, changed: str, tree: Any) -> bytes:
    from lxml import etree

    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in archive.infolist():
            copy.writestr(part.filename, etree.tostring(tree) if part.filename == changed else archive.read(part))
    return out.getvalue()


def _bytes_of(archive: zipfile.ZipFile) -> bytes:
    assert archive.fp is not None
    archive.fp.seek(0)
    return archive.fp.read()


def _slide(slide: Any) -> tuple[str, list[str]]:
    """The title of a slide and its lines: texts and tables in order, then the notes."""
    shape = slide.shapes.title
    title = " ".join(shape.text_frame.text.split()) if shape is not None else ""
    lines: list[str] = []
    for one in slide.shapes:
        if one.has_text_frame and one != shape:
            lines += [
                line
                for paragraph in one.text_frame.paragraphs
                if (line := "".join(r.text for r in paragraph.runs).strip())
            ]
        if getattr(one, "has_table", False) and one.has_table:
            lines.append("\n".join("| " + " | ".join(cell.text for cell in row.cells) + " |" for row in one.table.rows))
    notes = slide.notes_slide.notes_text_frame.text.strip() if slide.has_notes_slide else ""
    return title, [*lines, *([f"Notes: {notes}"] if notes else [])]


def _package(archive: zipfile.ZipFile) -> tuple[Any, str]:
    """The package document of an e-book, and the folder that its paths start from."""
    container = parse_xml(archive.read("META-INF/container.xml"))
    path = next(element.get("full-path") for element in container.iter("{*}rootfile"))
    return parse_xml(archive.read(path)), path.rpartition("/")[0] + "/" if "/" in path else ""


def _spine(package: Any) -> list[str]:
    from urllib.parse import unquote

    files = {item.get("id"): unquote(item.get("href")) for item in package.iter("{*}item")}
    navigation = {item.get("id") for item in package.iter("{*}item") if "nav" in (item.get("properties") or "").split()}
    chapters = [ref.get("idref") for ref in package.iter("{*}itemref")]
    return [files[chapter] for chapter in chapters if chapter in files and chapter not in navigation]
