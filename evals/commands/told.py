"""What a command is."""

import argparse
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from core.settings import Settings

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


class Told(NamedTuple):
    """What a command has to say, and its exit code."""

    text: str
    code: int = 0


Command = Callable[[argparse.Namespace, Settings], Told]
Group = Callable[[Commands], None]


def add_command(commands: Commands, name: str, command: Command, explanation: str) -> argparse.ArgumentParser:
    """A parser for the options of a command, which is thereby known under its name."""
    parser = commands.add_parser(name, help=explanation, description=explanation)
    parser.set_defaults(command=command)
    return parser
