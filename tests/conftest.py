"""What every test gets: no network, no settings from outside, and folders of its own."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from pytest_socket import disable_socket, enable_socket, socket_allow_hosts

from core.settings import PREFIX, Settings
from tests.toys import ToyEmbedder

_MAY_TALK_TO_THIS_MACHINE = ("local_server", "browser")


def pytest_configure(config: pytest.Config) -> None:
    # A busy machine is no failure of a property.
    hypothesis_settings.register_profile("steady", deadline=None, derandomize=True, max_examples=60)
    hypothesis_settings.load_profile("steady")
    config.addinivalue_line("markers", "local_server: talks to a server on 127.0.0.1 that the test starts")


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest) -> Iterator[None]:
    if any(request.node.get_closest_marker(name) for name in _MAY_TALK_TO_THIS_MACHINE):
        socket_allow_hosts(["127.0.0.1", "localhost", "::1"], allow_unix_socket=True)
    else:
        disable_socket(allow_unix_socket=True)
    yield
    socket_allow_hosts(None)
    enable_socket()


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a library and a data folder of their own, that fetch nothing."""
    library = tmp_path / "library"
    library.mkdir()
    return Settings(_env_file=None, library=library, data=tmp_path / "data", fetch=False)


@pytest.fixture
def embedder() -> ToyEmbedder:
    """An embedder that counts words."""
    return ToyEmbedder()
