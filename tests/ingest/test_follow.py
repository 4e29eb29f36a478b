from core.settings import Settings
from ingest.build import build_index
from ingest.follow import follow
from ingest.library import set_metadata
from ingest.states import IngestReport
from tests.toys import ToyEmbedder, write_library


def build(settings: Settings) -> IngestReport:
    return build_index(settings, embedder=ToyEmbedder())


def test_a_folder_is_followed(settings: Settings) -> None:
    write_library(settings.library, {"a.md": "The red fox."})
    reports = follow(settings, build)
    assert next(reports).added == ("a.md",)
    write_library(settings.library, {"b.md": "The brown hen."})
    assert next(reports).added == ("b.md",)
    (settings.library / "a.md").unlink()
    assert next(reports).removed == ("a.md",)


def test_an_edited_title_is_noticed(settings: Settings) -> None:
    write_library(settings.library, {"a.md": "The red fox."})
    reports = follow(settings, build)
    next(reports)
    set_metadata(settings, "a.md", {"title": "Foxes"}, embedder=ToyEmbedder())
    assert next(reports).unchanged == 1
