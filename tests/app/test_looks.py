import re
import tomllib
from pathlib import Path

import pytest

from app.collection import About, read_collection
from core.errors import SettingsError

ROOT = Path(__file__).resolve().parents[2]
ASSETS = sorted((ROOT / "app").rglob("*.js")) + sorted((ROOT / "app").rglob("*.css"))


@pytest.mark.parametrize("path", ASSETS, ids=lambda path: path.name)
def test_an_asset_fetches_nothing_and_makes_no_markup_of_text(path: Path) -> None:
    told = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert re.findall(r"https?://|@import|url\(|innerHTML|insertAdjacentHTML|document\.write|eval\(", told) == []


def test_streamlit_tells_nobody_and_takes_no_fonts_from_elsewhere() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["browser"]["gatherUsageStats"] is False
    assert config["server"]["address"] == "localhost"
    assert "://" not in str(config["theme"])


def test_the_collection_speaks_both_languages_and_has_six_questions_of_different_kinds() -> None:
    for language in ("en", "es"):
        about = read_collection(ROOT / "corpus", language)
        assert len({starter.kind for starter in about.starters}) == len(about.starters) == 6


def test_a_library_without_a_word_about_itself_is_fine(tmp_path: Path) -> None:
    assert read_collection(tmp_path, "en") == About()


def test_a_broken_word_about_itself_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "collection.yaml").write_text("en: {titel: wrong}", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"collection\.yaml"):
        read_collection(tmp_path, "en")
