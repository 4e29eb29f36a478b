"""Where the index lies. One that is built anew grows in a folder of its own; a one-word file names the one in use."""

import os
import shutil
from pathlib import Path

from core.settings import Settings

FIRST = "1"


def root_folder(settings: Settings) -> Path:
    """The folder under which indexes lie: the one in use, and one that is being built."""
    return settings.data / "index"


def index_folder(settings: Settings) -> Path:
    """The folder of the index in use."""
    pointer = root_folder(settings) / "current"
    try:
        name = pointer.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        name = ""
    return root_folder(settings) / (name or FIRST)


def next_folder(settings: Settings) -> Path:
    """An unused folder for an index that is built anew."""
    return root_folder(settings) / str(int(index_folder(settings).name) + 1)


def use_folder(settings: Settings, folder: Path) -> None:
    """Makes a finished index the one in use, in one step."""
    pointer = root_folder(settings) / "current"
    draft = pointer.with_name("current.new")
    with draft.open("w", encoding="ascii") as file:
        file.write(folder.name)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(pointer)


def remove_other_folders(settings: Settings) -> None:
    """Deletes unfinished and replaced indexes. A reader that has one open keeps its files until it closes them."""
    keep = index_folder(settings)
    for folder in root_folder(settings).iterdir() if root_folder(settings).is_dir() else ():
        if folder.is_dir() and folder != keep:
            shutil.rmtree(folder, ignore_errors=True)


def delete_index(settings: Settings) -> None:
    """Throws the index away. The documents and the store of embeddings stay."""
    shutil.rmtree(root_folder(settings), ignore_errors=True)
