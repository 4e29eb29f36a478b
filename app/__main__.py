"""`python -m app`: the server of `app/main.py`, with its modules imported and its models warming before anybody comes.

Takes the options of `streamlit run`, such as `--server.address 0.0.0.0`.
"""

import logging
import sys
from pathlib import Path

from streamlit.web import cli


def main() -> None:
    """Furnishes the room, then hands over to Streamlit. What keeps the room from being is left for the page to tell."""
    from app import frame, views  # noqa: F401 - Streamlit would import them while the first visitor waits
    from app.room import the_room
    from core.errors import CotejoError

    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").setLevel(logging.ERROR)
    try:
        the_room()
    except CotejoError as error:
        sys.stderr.write(f"{error}\n")
    sys.argv = ["streamlit", "run", str(Path(__file__).with_name("main.py")), *sys.argv[1:]]
    cli.main()


if __name__ == "__main__":
    main()
