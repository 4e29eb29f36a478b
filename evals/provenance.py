"""Where figures come from: settings, models, corpus, code and machine, as a run keeps them."""

import hashlib
import os
import platform
import subprocess
from pathlib import Path

from answering.reading.readers import make_checker, make_reader
from core.settings import ROOT, Settings
from evals.subject import Measured

_SECRET = {"language_model_key"}


def told_settings(settings: Settings) -> dict[str, object]:
    """The settings as JSON values, without keys."""
    told: dict[str, object] = settings.model_dump(mode="json", exclude=_SECRET)
    return told


def models_of(assistant: Measured) -> dict[str, str]:
    """Every model by its part, with the hash of its weights where they are files of ours."""
    settings, embedder = assistant.settings, assistant.index.embedder
    named = {
        "embedding": f"{embedder.name} {embedder.fingerprint[:12]}",
        "reader": make_reader(settings, embedder).name,
        "checker": make_checker(settings, embedder).name,
    }
    if settings.language_model:
        named["language model"] = settings.language_model
    return named | weights()


def weights(folder: Path = ROOT / "models") -> dict[str, str]:
    """SHA-256, shortened, of every file of weights that comes with the project."""
    kinds = (".onnx", ".safetensors", ".npz", ".bin")
    files = sorted(path for path in folder.rglob("*") if path.suffix in kinds and path.parent.name != "built")
    return {path.relative_to(folder.parent).as_posix(): _sha256(path)[:12] for path in files}


def corpus_checksum(documents: dict[str, str]) -> str:
    """One checksum of the documents and their checksums."""
    told = "\n".join(f"{doc_id} {checksum}" for doc_id, checksum in sorted(documents.items()))
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def documents_of(assistant: Measured) -> dict[str, str]:
    """The checksum of every document that can be searched."""
    return {card.doc_id: card.checksum for card in assistant.index.cards()}


def machine() -> dict[str, str]:
    """What a time depends on."""
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "python": platform.python_version(),
    }


def commit() -> str:
    """The commit of the code, with "+" where files were changed since; empty outside a repository."""
    head = _git("rev-parse", "--short=12", "HEAD")
    return head + "+" if head and _git("status", "--porcelain", "--untracked-files=no") else head


def _git(*arguments: str) -> str:
    try:
        ran = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""  # without git a run can be made all the same
    return ran.stdout.strip() if ran.returncode == 0 else ""


def _processor() -> str:
    about = Path("/proc/cpuinfo")
    lines = about.read_text(encoding="utf-8").splitlines() if about.is_file() else []
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
