"""`python -m ingest [COMMAND]`: the library at the command line."""

import argparse
import sys

from core.errors import CotejoError
from core.settings import load_settings
from ingest.commands import COMMANDS


def main() -> int:
    """Runs one command; 1 where a file could not be taken in, 2 where nothing could be done, 130 on Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m ingest", description="The library: add, change, remove documents.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, (_, says, takes_names) in COMMANDS.items():
        command = commands.add_parser(name, help=says)
        if takes_names:
            command.add_argument("names", nargs="+", metavar="PATH|URL" if name == "add" else "DOCUMENT")
    wanted = parser.parse_args()
    run, _, _ = COMMANDS[wanted.command or "build"]
    try:
        return run(load_settings(), wanted)
    except CotejoError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped. What is done stays done; run it again to go on.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
