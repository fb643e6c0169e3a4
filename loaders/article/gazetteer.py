"""Names that the project knows beforehand: one voice among several when a name is typed."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from graph import paths
from graph.names import fingerprint

_FILES = {
    "Company": "companies.csv",
    "Agency": "agencies.csv",
    "Product": "products.csv",
    "Technology": "technologies.csv",
    "CustomerClass": "classes.csv",
}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One known thing: its label, its canonical name, and for a product its maker."""

    type: str
    name: str
    maker: str | None = None


@dataclass(frozen=True, kw_only=True)
class Gazetteer:
    """Known things by every name that they have."""

    entries: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)

    def find(self, name: str, type: str | None = None) -> Entry | None:
        """The thing of that name; None where there is none, or where several types share the name and none was asked for."""
        found = [e for e in self.entries.get(fingerprint(name), ()) if type in (None, e.type)]
        return found[0] if len({(e.type, e.name) for e in found}) == 1 else None

    def names(self, type: str) -> tuple[str, ...]:
        """All keys of one type."""
        return tuple(key for key, entries in self.entries.items() if any(e.type == type for e in entries))


def load(folder: Path) -> Gazetteer:
    """The tables of a data folder; those that are absent add nothing."""
    named = {(e.type, fingerprint(e.name)): e for e in _entries(folder)}
    keyed: dict[str, list[Entry]] = {}
    for (_, key), entry in named.items():
        keyed.setdefault(key, []).append(entry)
    for key, entry in _aliases(folder, named):
        if entry not in keyed.setdefault(key, []):
            keyed[key].append(entry)
    return Gazetteer(entries={k: tuple(v) for k, v in keyed.items() if k})


@cache
def known() -> Gazetteer:
    """The gazetteer of the project's own data folder, read once."""
    return load(paths.data_folder())


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as stream:
            yield from ({k: v.strip() for k, v in row.items() if k and isinstance(v, str)} for row in csv.DictReader(stream))


def _entries(folder: Path) -> Iterator[Entry]:
    for label, file in _FILES.items():
        for row in _rows(folder / file):
            if row.get("name"):
                yield Entry(type=label, name=row["name"], maker=row.get("maker") or None)


def _aliases(folder: Path, named: Mapping[tuple[str, str], Entry]) -> Iterator[tuple[str, Entry]]:
    for row in _rows(folder / "agencies.csv"):
        if row.get("name") and row.get("acronym"):
            yield fingerprint(row["acronym"]), named["Agency", fingerprint(row["name"])]
    for row in _rows(folder / "aliases.csv"):
        entry = named.get((row.get("type", ""), fingerprint(row.get("name", ""))))
        if entry and row.get("alias"):
            yield fingerprint(row["alias"]), entry
