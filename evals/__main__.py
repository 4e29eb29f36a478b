"""`python -m evals`: measure the answers, compare runs, keep them from getting worse."""

import sys

from core.errors import CotejoError
from evals.commands import run_command

if __name__ == "__main__":
    try:
        told = run_command(sys.argv[1:])
    except CotejoError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    print(told.text)
    sys.exit(told.code)
