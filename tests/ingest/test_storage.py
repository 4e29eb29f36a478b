import subprocess
import sys
from pathlib import Path

import pytest

from core.errors import IndexStorageError
from core.settings import ROOT, Settings
from index.guard import guarded
from index.store import PassageIndex
from ingest.build import build_index
from tests.toys import ToyEmbedder, write_library

# The child may write no file past this size, as on a disk that is full: SQLite, Chroma and Tantivy all meet it.
FULL_DISK = """
import resource, sys
from pathlib import Path
from core.errors import CotejoError
from core.settings import Settings
from ingest.build import build_index
from tests.toys import ToyEmbedder

settings = Settings(_env_file=None, library=Path(sys.argv[1]), data=Path(sys.argv[2]), fetch=False)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    build_index(settings, embedder=ToyEmbedder())
except CotejoError as error:
    print(type(error).__name__, error)
else:
    print("written")
"""


def found(settings: Settings, query: str) -> list[str]:
    index = PassageIndex.open(settings, ToyEmbedder())
    try:
        return sorted({passage.doc_id for passage, _ in index.search_words(query, 10)})
    finally:
        index.close()


def write_with_a_full_disk(settings: Settings, size: int) -> str:
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(settings.library), str(settings.data), str(size)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout.strip() or done.stderr


@pytest.mark.parametrize("size", [2_000, 200_000, 400_000])
def test_a_full_disk_is_told_and_loses_nothing(settings: Settings, size: int) -> None:
    write_library(settings.library, {"fox.md": "The red fox."})
    build_index(settings, embedder=ToyEmbedder())
    write_library(settings.library, {"big.md": "\n\n".join(f"Hen number {number} sits." * 50 for number in range(400))})
    told = write_with_a_full_disk(settings, size)
    assert told.startswith("IndexStorageError")
    assert "COTEJO_DATA" in told
    assert (found(settings, "fox"), found(settings, "hen")) == (["fox.md"], [])
    assert build_index(settings, embedder=ToyEmbedder()).added == ("big.md",)
    assert found(settings, "hen") == ["big.md"]


@pytest.fixture
def read_only(settings: Settings, tmp_path: Path) -> Settings:
    """A data folder that cannot even be made, for the one above it is a file; works for root as well."""
    (tmp_path / "taken").write_text("")
    return settings.model_copy(update={"data": tmp_path / "taken" / "data"})


def test_a_data_folder_that_cannot_be_written_is_told(read_only: Settings) -> None:
    write_library(read_only.library, {"fox.md": "The red fox."})
    with pytest.raises(IndexStorageError, match="COTEJO_DATA"):
        build_index(read_only, embedder=ToyEmbedder())
    assert (read_only.library / "fox.md").read_text() == "The red fox."


@pytest.mark.parametrize(
    "told", ["No space left on device", "attempt to write a readonly database", "Permission denied"]
)
def test_what_the_disk_says_is_told_as_such(told: str) -> None:
    with pytest.raises(IndexStorageError, match=told), guarded("/folder"):
        raise OSError(told)


def test_a_mistake_of_our_own_is_not_taken_for_damage() -> None:
    with pytest.raises(TypeError), guarded("/folder"):
        raise TypeError("a mistake")
