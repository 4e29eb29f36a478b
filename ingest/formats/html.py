"""Web pages: the main text as headings, paragraphs, lists and tables; menus, notices and hidden text stay out."""

import re

from core.errors import EmptyDocumentError, UnreadableDocumentError
from ingest.formats.draft import Draft
from ingest.formats.hidden_html import strip_hidden
from ingest.formats.limits import Limits
from ingest.formats.markdown import plain_markdown
from ingest.formats.text import decode

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?([\w-]{3,20})", re.I)
_TOLD = {
    "title": "title", "author": "authors", "date": "published", "sitename": "publisher", "url": "url",
    "language": "language",
}  # fmt: skip
_LEAST_WORDS = 3


def read_html(content: bytes, name: str, limits: Limits) -> Draft:
    """The main text of a page with its title, authors, date and canonical address."""
    from lxml import etree, html
    from trafilatura import extract_metadata

    try:
        tree = html.document_fromstring(_characters(content, name), parser=html.HTMLParser(huge_tree=False))
    except (etree.LxmlError, ValueError, RecursionError) as error:
        raise UnreadableDocumentError(name, f"it is not a readable web page ({error}).") from error
    has_scripts = tree.find(".//script") is not None
    told = extract_metadata(html.tostring(tree, encoding="unicode"))
    visible, hidden = strip_hidden(tree)
    text = _main_text(html.tostring(visible, encoding="unicode"))
    if not text.strip() and has_scripts:
        raise EmptyDocumentError(
            name,
            "the page has no text of its own; a script would fetch it. Save it from a browser as PDF and add that.",
        )
    about = {ours: getattr(told, theirs, None) for theirs, ours in _TOLD.items()}
    title = str(about.pop("title") or "")
    return Draft(text=text, title=title, about={key: value for key, value in about.items() if value}, hidden=hidden)


def _main_text(page: str) -> str:
    """The article of a page; where none can be told from the rest, all of the page."""
    from markitdown.converters import HtmlConverter
    from trafilatura import extract

    found = (
        extract(page, output_format="markdown", include_comments=False, include_tables=True, favor_recall=True) or ""
    )
    if len(found.split()) < _LEAST_WORDS:
        found = HtmlConverter().convert_string(page).markdown
    text, _ = plain_markdown(found)
    return text


def _characters(content: bytes, name: str) -> str:
    """The page's characters, in the encoding that it states, where that works."""
    stated = _CHARSET.search(content[:2048])
    if stated is not None and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return _without_declaration(content.decode(stated.group(1).decode()))
        except (UnicodeDecodeError, LookupError):
            pass
    return _without_declaration(decode(content, name))


def _without_declaration(page: str) -> str:
    """lxml takes no characters that claim to be in an encoding."""
    return re.sub(r"\A\ufeff?\s*<\?xml[^>]*\?>", "", page)
