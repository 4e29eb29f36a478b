"""Markdown: headings, lists and tables stay as they are; marks inside a line go, so that a quotation reads clean."""

import re
from typing import Any

from core.text import fold
from core.yaml_text import load_yaml
from ingest.formats.draft import Draft, Hidden
from ingest.formats.text import decode

_FRONT_MATTER = re.compile(r"\A\ufeff?---[^\S\n]*\n(.*?)^(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.S | re.M)
_FENCE = re.compile(r"^(```|~~~).*?(?:^\1[^\n]*$|\Z)", re.S | re.M)
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.S)
_FIRST_HEADING = re.compile(r"^#{1,6}[^\S\n]+(.+?)[^\S\n]*#*$", re.M)
_HEADING_LINE = re.compile(r"^(#{1,6}[^\S\n]+\S[^\n]*)\n(?=[^\S\n]*\S)", re.M)
_TABLE_RULE = re.compile(r"^(?=[^\n]*\|)[|:\- \t]+(?:\n|\Z)", re.M)  # also a row of empty cells
_SPANISH_KEYS = {
    "titulo": "title", "autor": "authors", "autores": "authors", "fecha": "published", "idioma": "language",
    "editorial": "publisher", "enlace": "url", "licencia": "licence",
}  # fmt: skip
_LONG_LINE = 20_000  # past this, matching of marks takes too long
_SETEXT = re.compile(r"^(?![#>|\-*+ ])(\S[^\n]*)\n(=+|-{2,})[^\S\n]*$", re.M)
_INLINE = (
    (re.compile(r"!\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)"), r"\1"),  # pictures: their description
    (re.compile(r"\[([^\]]+)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)"), r"\1"),  # links: their words
    (re.compile(r"<(https?://[^>\s]+)>"), r"\1"),
    (
        re.compile(
            r"</?(?:a|abbr|b|br|center|code|div|em|font|i|img|kbd|mark|p|s|small|span|strong|sub|sup|u)\b[^>]*>"
        ),
        "",
    ),
    (re.compile(r"(?<![\w*])(\*\*\*|\*\*|\*)(?=\S)(.+?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![\w_])(___|__|_)(?=\S)(.+?)(?<=\S)\1(?![\w_])"), r"\2"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>])"), r"\1"),
)


def read_markdown(content: bytes, name: str) -> Draft:
    """The text under the front matter, and the front matter."""
    text = decode(content, name).replace("\r\n", "\n").replace("\r", "\n")
    about, body = split_front_matter(text)
    body, hidden = plain_markdown(body)
    first = _FIRST_HEADING.search(body)
    title = str(about.pop("title", "") or "") or (first.group(1) if first else "")
    return Draft(text=body, title=title, about=about, hidden=hidden)


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The YAML mapping between the first two `---` lines, keys in English, and the rest; without one all is rest."""
    import yaml

    found = _FRONT_MATTER.match(text)
    if found is None:
        return {}, text
    try:
        about = load_yaml(found.group(1))
    except yaml.YAMLError:
        return {}, text
    if not isinstance(about, dict):
        return {}, text
    return {_SPANISH_KEYS.get(fold(str(key)), str(key)): value for key, value in about.items()}, text[found.end() :]


def plain_markdown(text: str) -> tuple[str, tuple[Hidden, ...]]:
    """The text without marks inside lines and without comments; the comments, as hidden text. Code stays as it is."""
    hidden: list[Hidden] = []
    pieces: list[str] = []
    at = 0
    for fence in _FENCE.finditer(text):
        pieces += [_plain(text[at : fence.start()], hidden), fence.group()]
        at = fence.end()
    pieces.append(_plain(text[at:], hidden))
    return "".join(pieces), tuple(hidden)


def _plain(text: str, hidden: list[Hidden]) -> str:
    hidden += [Hidden(reason="HTML comment", text=found.strip()) for found in _COMMENT.findall(text) if found.strip()]
    text = _COMMENT.sub("", text)
    text = _TABLE_RULE.sub("", text)
    text = _SETEXT.sub(lambda found: f"{'#' if found.group(2)[0] == '=' else '##'} {found.group(1)}", text)
    return _HEADING_LINE.sub(r"\1\n\n", "\n".join(map(_plain_line, text.split("\n"))))


def _plain_line(line: str) -> str:
    if len(line) < _LONG_LINE and any(mark in line for mark in "*_`[<\\"):
        for pattern, replacement in _INLINE:
            line = pattern.sub(replacement, line)
    return line
