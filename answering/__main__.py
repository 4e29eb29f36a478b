"""`python -m answering "question"`, and `batch`, `read`, `check`, `verify` over files."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from answering.assemble import build_assistant
from answering.batch import answer_questions
from answering.show import lines_of
from core.codec import answer_to_json
from core.errors import CotejoError
from core.settings import load_settings


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
    parser = argparse.ArgumentParser(prog="python -m answering batch", description="Answer every question of a file.")
    parser.add_argument("questions", type=Path)
    parser.add_argument("predictions", type=Path)
    options = parser.parse_args(words)
    count = answer_questions(build_assistant(load_settings()), options.questions, options.predictions)
    print(f"{count} questions answered into {str(options.predictions)!r}.")
    return 0


_COMMANDS: dict[str, Callable[[list[str]], int]] = {"batch": _batch}


if __name__ == "__main__":
    sys.exit(main())
