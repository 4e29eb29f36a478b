import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.settings import ROOT

KILLS = 52  # a quarter of them in each kind of work


@pytest.fixture
def folder() -> Iterator[Path]:
    """In memory where the machine has that: what is on trial is a killed process, not a power cut."""
    memory = Path("/dev/shm")  # noqa: S108
    made = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.mark.integration
@pytest.mark.timeout(1500)
def test_after_a_kill_at_any_instant_the_next_run_leaves_the_index_as_if_built_afresh(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.ingest.kill_trials", str(folder), "--kills", str(KILLS)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    kills = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(kills) == KILLS, done.stderr
    assert [kill for kill in kills if kill["differences"]] == []
    assert Counter(kill["work"] for kill in kills) == dict.fromkeys(("add", "replace", "remove", "rebuild"), KILLS // 4)
