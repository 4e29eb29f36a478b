"""What a reader of one format makes of a file, before the text is normalised."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """Text that a person looking at the file does not see. It is kept out of the index and shown to whoever adds it."""

    reason: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Text in order, and what the file says about itself. Formats with pages give `pages` and leave `text` empty.

    Headings are lines that begin with `#`, rows of tables begin with `|`, whatever the format was.
    """

    text: str = ""
    pages: tuple[str, ...] = ()
    key: str = ""
    title: str = ""
    about: dict[str, object] = field(default_factory=dict)
    hidden: tuple[Hidden, ...] = ()
