"""The house rules that a reviewer would otherwise have to remember."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.settings import PREFIX, ROOT, Settings

MAY_IMPORT = {
    "core": set(),
    "index": {"core"},
    "ingest": {"core", "index"},
    "retriever": {"core", "index"},
    "answering": {"core", "index", "retriever"},
    "evals": {"core", "index", "ingest", "retriever", "answering"},
    "app": {"core", "index", "ingest", "answering", "evals"},
    "training": {"core", "index", "ingest", "retriever", "answering", "evals"},
    "bench": {"core", "index", "ingest", "retriever", "answering", "evals", "training", "tests"},
}
OWNERS = {
    "chromadb": {"index"},
    "langchain_chroma": {"index"},
    "tantivy": {"index"},
    "streamlit": {"app"},
    "langchain_openai": set(),
    "langchain_anthropic": set(),
    "langchain_ollama": set(),
    "langchain.chat_models": {"answering"},
}
LATE = ("torch", "sentence_transformers", "chromadb", "langchain_chroma", "onnxruntime", "trafilatura", "markitdown")
PYTHON_FILES = sorted(path for package in MAY_IMPORT for path in (ROOT / package).rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports_of(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", PYTHON_FILES, ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    ours = {name.split(".")[0] for name in imports_of(ast.parse(path.read_text(encoding="utf-8")))}
    forbidden = (ours & (MAY_IMPORT.keys() | {"tests"})) - MAY_IMPORT[package] - {package}
    assert not forbidden


@pytest.mark.parametrize("path", PYTHON_FILES, ids=name_of)
def test_libraries_are_named_by_their_owner_only(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    named = set(imports_of(ast.parse(path.read_text(encoding="utf-8"))))
    for library, owners in OWNERS.items():
        if any(name == library or name.startswith(library + ".") for name in named):
            assert package in owners, f"{library} belongs to {owners or 'nobody'}"


@pytest.mark.parametrize("path", [p for p in PYTHON_FILES if p.relative_to(ROOT).parts[0] not in ("training", "bench")])
def test_heavy_libraries_are_imported_where_they_are_used(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    at_import = {name.split(".")[0] for node in tree.body for name in imports_of(ast.Module([node], []))
                 if isinstance(node, ast.Import | ast.ImportFrom)}  # fmt: skip
    assert not at_import & set(LATE)


def test_no_file_of_the_app_shadows_a_module() -> None:
    # `streamlit run` puts app/ first on the path.
    taken = set(sys.stdlib_module_names) | MAY_IMPORT.keys() | {"langchain", "streamlit"}
    assert not {path.stem for path in (ROOT / "app").glob("*.py")} - {"__init__"} & taken


def test_every_setting_stands_in_the_example_with_its_default() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    shown = dict(line.removeprefix("# ").split("=", 1) for line in lines if re.match(rf"# {PREFIX}\w+=", line))
    defaults = {PREFIX + name.upper(): field.default for name, field in Settings.model_fields.items()}
    assert shown.keys() == defaults.keys()
    for name, default in defaults.items():
        if isinstance(default, Path):
            default = default.relative_to(ROOT)
        assert shown[name] == (
            "" if default is None else str(default).lower() if isinstance(default, bool) else str(default)
        )


def test_what_a_message_names_exists() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in PYTHON_FILES)
    settings = {PREFIX + name.upper() for name in Settings.model_fields}
    assert set(re.findall(rf"\b{PREFIX}[A-Z_]*[A-Z]\b", source)) <= settings
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {word for words in re.findall(r"`make ([a-z -]+)`", source) for word in words.split()} <= targets


@pytest.mark.parametrize("path", PYTHON_FILES, ids=name_of)
def test_modules_and_functions_stay_small(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    long = [
        f"{node.name}: {(node.end_lineno or 0) - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > 60
    ]
    assert not long
    assert source.count("\n") <= 300
