"""What Office files and e-books say about themselves."""

import zipfile
from typing import Any

_CORE = {
    "title": "title",
    "creator": "authors",
    "created": "published",
    "date": "published",
    "language": "language",
    "publisher": "publisher",
}
# Programs write these where nobody has said who or what.
_MEANS_NOTHING = {
    "python-docx",
    "openpyxl",
    "un-named",
    "unknown",
    "word document",
    "powerpoint presentation",
    "author",
}


def core_properties(archive: zipfile.ZipFile) -> tuple[str, dict[str, object]]:
    """Title, and the rest, from `docProps/core.xml`."""
    try:
        tree = parse_xml(archive.read("docProps/core.xml"))
    except (KeyError, ValueError, zipfile.BadZipFile):
        return "", {}
    return title_and_rest(tree)


def title_and_rest(tree: Any) -> tuple[str, dict[str, object]]:
    """Title and the rest of the Dublin Core values under an element."""
    told: dict[str, Any] = {}
    for element in tree.iter():
        key = _CORE.get(element.tag.rsplit("}", 1)[-1]) if isinstance(element.tag, str) else None
        value = (element.text or "").strip()
        if key and value and value.lower() not in _MEANS_NOTHING:
            told.setdefault(key, []).append(value)
    title = " ".join(told.pop("title", [])[:1])
    return title, {key: values if key == "authors" else values[0] for key, values in told.items()}


def parse_xml(content: bytes) -> Any:
    """An XML tree, without entities from outside or that unfold; raises `ValueError` for what is not XML."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
