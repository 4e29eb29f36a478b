from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store in a file of its own."""
    store = Store(f"sqlite:///{tmp_path / 'conversations.sqlite'}")
    yield store
    store.close()
