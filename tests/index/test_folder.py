from pathlib import Path

from core.settings import Settings
from index.folder import delete_index, index_folder, next_folder, remove_other_folders, use_folder


def test_the_folder_in_use_changes_in_one_step(settings: Settings) -> None:
    first = index_folder(settings)
    second = next_folder(settings)
    for folder in (first, second):
        folder.mkdir(parents=True)
    assert index_folder(settings) == first
    use_folder(settings, second)
    assert index_folder(settings) == second
    remove_other_folders(settings)
    assert [path.name for path in sorted(second.parent.iterdir())] == [second.name, "current"]


def test_what_a_killed_rebuild_left_is_removed(settings: Settings) -> None:
    index_folder(settings).mkdir(parents=True)
    (next_folder(settings) / "chroma").mkdir(parents=True)
    remove_other_folders(settings)
    assert not next_folder(settings).exists()
    assert index_folder(settings).is_dir()


def test_an_index_can_be_thrown_away_and_the_rest_of_the_data_stays(settings: Settings) -> None:
    index_folder(settings).mkdir(parents=True)
    kept: Path = settings.data / "embeddings.sqlite"
    kept.touch()
    delete_index(settings)
    assert (kept.exists(), index_folder(settings).exists()) == (True, False)
