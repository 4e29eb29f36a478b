"""What people said about documents on the page or at the command line: `added/metadata.yaml`, path -> values.

It goes over what the files say about themselves. Files are the truth; this is one of them.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.errors import SettingsError
from core.yaml_text import load_yaml
from ingest.files import write_whole

SIDECAR = "added/metadata.yaml"


def read_sidecar(library: Path) -> dict[str, dict[str, Any]]:
    """path -> what was said about it."""
    import yaml

    path = library / SIDECAR
    if not path.is_file():
        return {}
    try:
        told = load_yaml(path.read_text(encoding="utf-8")) or {}
        return {str(name): dict(values) for name, values in told.items()}
    except (yaml.YAMLError, AttributeError, TypeError, ValueError) as error:
        raise SettingsError(
            f"{str(path)!r} cannot be read ({error}). Mend it, or delete it to lose edited titles and dates."
        ) from error


def write_sidecar(library: Path, told: Mapping[str, Mapping[str, Any]]) -> None:
    """Keeps what was said, whole or not at all."""
    import yaml

    kept = {name: dict(values) for name, values in sorted(told.items()) if values}
    write_whole(library / SIDECAR, yaml.safe_dump(kept, allow_unicode=True, sort_keys=False).encode())
