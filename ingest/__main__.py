"""`python -m ingest`: brings the index in line with the library."""

import sys

from core.errors import CotejoError
from core.settings import load_settings
from ingest.build import build_index
from ingest.terminal import print_report, watched


def main() -> int:
    """Runs the command; 1 where a file could not be read, 2 where nothing could be done."""
    try:
        with watched() as watch:
            report = build_index(load_settings(), watch=watch)
    except CotejoError as error:
        print(error, file=sys.stderr)
        return 2
    print_report(report)
    return 0 if report.ok else 1


if __name__ == "__main__":
    sys.exit(main())
