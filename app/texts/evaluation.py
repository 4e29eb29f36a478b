"""What the evaluation page says; a key with its English and its Spanish text."""

TEXTS: dict[str, tuple[str, str]] = {}
