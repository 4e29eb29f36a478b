from pathlib import Path

import pytest

from core.settings import Settings
from index.store import PassageIndex
from ingest import __main__ as command
from tests.toys import ToyEmbedder, write_library

FOXES = "The red fox runs over the hill.\n"


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Runs a command as the terminal would, with the toy embedder; gives the exit code and what was printed."""
    for name in ("library", "data", "fetch"):
        monkeypatch.setenv(f"COTEJO_{name.upper()}", str(getattr(settings, name)))
    monkeypatch.setattr("index.store.make_embedder", lambda _: ToyEmbedder())

    def go(*words: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["ingest", *words])
        code = command.main()
        told = capsys.readouterr()
        return code, told.out + told.err

    return go


def test_the_first_run_says_what_it_added_and_the_second_that_there_is_nothing_to_do(run, settings: Settings) -> None:  # type: ignore[no-untyped-def]
    write_library(settings.library, {"a.md": FOXES})
    code, told = run()
    assert (code, "added  a.md" in told, "1 documents, 1 passages" in told) == (0, True, True)
    code, told = run("build")
    assert (code, "Nothing to do" in told) == (0, True)


def test_a_file_that_fails_makes_the_exit_code_one_and_is_named(run, settings: Settings) -> None:  # type: ignore[no-untyped-def]
    write_library(settings.library, {"a.md": FOXES, "b.txt": ""})
    code, told = run()
    assert (code, "failed  b.txt: the file is empty." in told) == (1, True)
    assert run("status")[0] == 1


def test_adding_listing_and_removing(run, settings: Settings, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    write_library(tmp_path, {"fox.md": FOXES})
    code, told = run("add", str(tmp_path / "fox.md"), str(tmp_path / "gone.md"))
    assert (code, "stored  added/fox.md" in told, "refused" in told) == (1, True, True)
    assert "added/fox.md  indexed          1 passages  fox" in run("list")[1]
    code, told = run("remove", "added/fox.md")
    assert (code, "nothing of them came back" in told, "0 passages are left" in told) == (0, True, True)
    assert "The library is empty." in run("list")[1]


def test_rebuild_and_verify_leave_an_index_in_order(run, settings: Settings) -> None:  # type: ignore[no-untyped-def]
    write_library(settings.library, {"a.md": FOXES})
    assert run("rebuild")[0] == 0
    code, told = run("verify")
    assert (code, "Files, catalogue, vectors and words agree." in told) == (0, True)


def test_what_cannot_be_done_is_told_without_a_trace(run, settings: Settings) -> None:  # type: ignore[no-untyped-def]
    code, told = run("remove", "nothing.md")
    assert (code, "python -m ingest list" in told, "Traceback" in told) == (2, True, False)


def test_ctrl_c_says_that_nothing_is_lost(run, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ingest.commands.build_index", interrupted)
    code, told = run()
    assert (code, "run it again to go on" in told) == (130, True)
    PassageIndex(settings, ToyEmbedder()).close()
