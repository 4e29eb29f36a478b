from pathlib import Path

import pytest

from core.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    library = tmp_path / "library"
    library.mkdir()
    return Settings(
        _env_file=None,
        library=library,
        data=tmp_path / "data",
        evaluation=tmp_path / "evaluation",
        fetch=False,
        reader="plain",
    )
