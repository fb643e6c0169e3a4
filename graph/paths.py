"""Where things lie: the data and the queries that ship with the project, and the user's own folder."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    """A folder that rides inside the wheel, or beside the packages in a checkout."""
    inside = _PACKAGE / f"_{name}"
    return inside if inside.is_dir() else _PACKAGE.parent / name


def data_folder() -> Path:
    """What the project knows by itself: companies, agencies, classes, products, aliases, the starter collection."""
    return _shipped("data")


def cypher_folder() -> Path:
    """The saved questions."""
    return _shipped("cypher")


def home_folder(given: str | os.PathLike[str] | None = None) -> Path:
    """The folder with ledger and embedded graph: as given, else DESPITE_HOME, else ~/.despite."""
    return Path(given or os.environ.get("DESPITE_HOME") or Path.home() / ".despite").expanduser()
