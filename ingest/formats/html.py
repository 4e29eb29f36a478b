"""Web pages: the main text as headings, paragraphs, lists and tables; menus, notices and hidden text stay out."""

import re

from core.errors import EmptyDocumentError, UnreadableDocumentError
from ingest.formats.draft import Draft
from ingest.formats.hidden_html import strip_hidden
from ingest.formats.limits import Limits
from ingest.formats.markdown import plain_markdown
from ingest.formats.text import decode

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?([\w-]{3,20})", re.I)
_LEAST_WORDS = 3


def read_html(content: bytes, name: str, limits: Limits) -> Draft:
    """The main text of a page with its title, authors, date and canonical address."""
    from lxml import etree, html
    from trafilatura import bare_extraction

    try:
        tree = html.document_fromstring(_characters(content, name), parser=html.HTMLParser(huge_tree=False))
    except (etree.LxmlError, ValueError, RecursionError) as error:
        raise UnreadableDocumentError(name, f"it is not a readable web page ({error}).") from error
    scripts = len(tree.findall(".//script"))
    visible, hidden = strip_hidden(tree)
    page = html.tostring(visible, encoding="unicode")
    found = bare_extraction(
        page,
        output_format="markdown",
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
    )
    text, _ = plain_markdown((found.text if found is not None else "") or "")
    if len(text.split()) < _LEAST_WORDS:
        text = visible.text_content() if len(visible.text_content().split()) >= _LEAST_WORDS else ""
    if not text.strip() and scripts:
        raise EmptyDocumentError(
            name,
            "the page has no text of its own; a script would fetch it. Save it from a browser as PDF and add that.",
        )
    about = _about(found) if found is not None else {}
    title = str(about.pop("title", "") or "")
    return Draft(text=text, title=title, about={k: v for k, v in about.items() if v}, hidden=hidden)


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


def _about(found: object) -> dict[str, object]:
    names = {"title": "title", "author": "authors", "date": "published", "sitename": "publisher", "url": "url"}
    return {ours: getattr(found, theirs, None) for theirs, ours in names.items()} | {
        "language": getattr(found, "language", None)
    }
