"""`python -m retriever "query"` and `python -m retriever batch QUERIES RUN`."""

import argparse
import sys
from pathlib import Path

from core.errors import CotejoError
from core.settings import load_settings
from index.store import PassageIndex
from retriever.assemble import KINDS, build_retriever
from retriever.batch import run_queries


def main(arguments: list[str] | None = None) -> int:
    """Parses, calls and prints; the exit code is 1 for anything that the user must mend."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        return _run_batch(words[1:]) if words[:1] == ["batch"] else _show(words)
    except CotejoError as error:
        print(error, file=sys.stderr)
        return 1


def _show(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m retriever", description="Show the passages for a query.")
    parser.add_argument("query")
    _add_options(parser)
    options = parser.parse_args(words)
    settings = load_settings()
    retriever = build_retriever(PassageIndex.open(settings), settings, options.retriever)
    for hit in retriever.retrieve(options.query, options.k):
        print(f"{hit.rank:3}  {hit.score:.4f}  {hit.passage.passage_id}  {' '.join(hit.passage.text.split())[:90]}")
    return 0


def _run_batch(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m retriever batch", description="Retrieve for a file of queries.")
    parser.add_argument("queries", type=Path)
    parser.add_argument("run", type=Path)
    _add_options(parser)
    options = parser.parse_args(words)
    settings = load_settings()
    retriever = build_retriever(PassageIndex.open(settings), settings, options.retriever)
    count = run_queries(retriever, options.queries, options.run, options.k)
    print(f"{count} queries retrieved into {str(options.run)!r}.")
    return 0


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--k", type=_positive, default=10, help="hits a query (default: 10)")
    parser.add_argument("--retriever", choices=KINDS, default="hybrid")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number of hits; give 1 or more")
    return number


if __name__ == "__main__":
    sys.exit(main())
