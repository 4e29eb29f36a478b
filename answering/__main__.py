"""`python -m answering "question"`, `batch`, `read`, `check`, `verify` over files, and `build` for the deep reader."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from answering.assemble import build_assistant
from answering.batch import answer_questions
from answering.exports.verify import lines_of_report, verify_file
from answering.pairs import check_pairs, read_pairs
from answering.reading.build import build
from answering.reading.readers import make_checker, make_reader
from answering.show import lines_of
from core.codec import answer_to_json
from core.errors import CotejoError
from core.settings import load_settings
from index.embed import make_embedder


def main(arguments: list[str] | None = None) -> int:
    """Parses, calls and prints; the exit code is 1 for anything that the user must mend."""
    words = sys.argv[1:] if arguments is None else arguments
    command = _COMMANDS.get(words[0]) if words else None
    try:
        return command(words[1:]) if command else _ask(words)
    except CotejoError as error:
        print(error, file=sys.stderr)
        return 1


def _ask(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m answering", description="Ask the documents a question.")
    parser.add_argument("question")
    parser.add_argument("--json", action="store_true", help="print the whole record of the answer")
    options = parser.parse_args(words)
    answer = build_assistant(load_settings()).ask(options.question)
    if options.json:
        print(json.dumps(answer_to_json(answer), ensure_ascii=False, indent=2))
    else:
        print("\n".join(lines_of(answer)))
    return 0


def _batch(words: list[str]) -> int:
    options = _two_files("batch", "Answer every question of a file.", "questions", "predictions", words)
    count = answer_questions(build_assistant(load_settings()), options.questions, options.predictions)
    print(f"{count} questions answered into {str(options.predictions)!r}.")
    return 0


def _read(words: list[str]) -> int:
    options = _two_files("read", "Read each question against its passage.", "pairs", "readings", words)
    settings = load_settings()
    count = read_pairs(make_reader(settings, make_embedder(settings)), options.pairs, options.readings)
    print(f"{count} passages read into {str(options.readings)!r}.")
    return 0


def _build(words: list[str]) -> int:
    argparse.ArgumentParser(prog="python -m answering build", description="Put the deep reader together.").parse_args(
        words
    )
    built = build()
    print(f"The deep reader is ready, {built.weights.stat().st_size / 1e6:.0f} MB in {str(built.folder)!r}.")
    return 0


def _check(words: list[str]) -> int:
    options = _two_files("check", "Hold each claim against its evidence.", "pairs", "verdicts", words)
    settings = load_settings()
    count = check_pairs(make_checker(settings, make_embedder(settings)), options.pairs, options.verdicts)
    print(f"{count} claims checked into {str(options.verdicts)!r}.")
    return 0


def _verify(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m answering verify", description="Hold an evidence file against the library."
    )
    parser.add_argument("file", type=Path)
    report = verify_file(parser.parse_args(words).file, load_settings())
    print("\n".join(lines_of_report(report)))
    return 0 if report.is_good else 1


def _two_files(command: str, description: str, first: str, second: str, words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"python -m answering {command}", description=description)
    parser.add_argument(first, type=Path)
    parser.add_argument(second, type=Path)
    return parser.parse_args(words)


_COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "batch": _batch,
    "build": _build,
    "read": _read,
    "check": _check,
    "verify": _verify,
}


if __name__ == "__main__":
    sys.exit(main())
