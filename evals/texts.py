"""The texts that gold is held against: of the index, or of the files where nothing is indexed yet."""

from collections.abc import Mapping
from pathlib import Path

from core.errors import IndexMissingError
from core.settings import Settings
from core.text import normalise


def stored_texts(settings: Settings) -> Mapping[str, str]:
    """Document texts by id, as they are indexed; raises `IndexMissingError` where they are not."""
    from index.catalog import Catalog
    from index.folder import index_folder

    path = index_folder(settings) / "catalog.sqlite"
    if not path.is_file():
        raise IndexMissingError(index_folder(settings))
    catalog = Catalog(path)
    try:
        found = ((card.doc_id, catalog.document(card.doc_id)) for card in catalog.cards())
        return {doc_id: document.text for doc_id, document in found if document is not None}
    finally:
        catalog.close()


def texts_of_files(settings: Settings) -> Mapping[str, str]:
    """Texts of the Markdown and text files of the library, and of the mirror as the originals it will give."""
    texts = _read(settings.library, "")
    if settings.mirror is not None:
        texts |= _read(settings.mirror, "originals/")
    return texts


def _read(folder: Path, prefix: str) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".txt"))
    return {prefix + path.relative_to(folder).as_posix(): normalise(path.read_text(encoding="utf-8")) for path in files}
