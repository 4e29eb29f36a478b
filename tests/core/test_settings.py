from pathlib import Path

import pytest

from core.errors import SettingsError
from core.settings import load_settings


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_variable_changes_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COTEJO_PASSAGES_READ", "7")
    assert load_settings().passages_read == 7


def test_an_unknown_variable_is_named_with_the_likely_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COTEJO_PASSAGE_READ", "7")
    with pytest.raises(SettingsError, match=r"COTEJO_PASSAGE_READ.*COTEJO_PASSAGES_READ"):
        load_settings()


def test_an_unknown_variable_in_the_env_file_is_named() -> None:
    Path(".env").write_text("COTEJO_LIBARY=books\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"COTEJO_LIBARY.*COTEJO_LIBRARY"):
        load_settings()


@pytest.mark.parametrize(("name", "value"), [("PASSAGES_READ", "0"), ("SENTENCES", "many"), ("READER", "oracle")])
def test_a_value_out_of_bounds_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"COTEJO_{name}", value)
    with pytest.raises(SettingsError, match=f"COTEJO_{name}='{value}'"):
        load_settings()


def test_an_empty_mirror_means_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COTEJO_MIRROR", "")
    assert load_settings().mirror is None


def test_the_settings_id_follows_what_can_change_an_answer_and_nothing_else() -> None:
    usual = load_settings().settings_id
    assert load_settings(sentences=2).settings_id != usual
    assert load_settings(data=Path("elsewhere"), language_model_key="secret").settings_id == usual
