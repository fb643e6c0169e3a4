"""What the project knows by itself: the tables in `data/`, read once."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from graph import paths, schema
from graph.names import entity_id, fingerprint

_FILES = {"Company": "companies", "Agency": "agencies", "Product": "products", "Technology": "technologies", "CustomerClass": "classes"}


@dataclass(frozen=True, kw_only=True)
class Thing:
    """One row of the reference tables: a company, an agency, a product, a technology or a class."""

    id: str
    label: str
    name: str
    aliases: tuple[str, ...] = ()
    properties: dict[str, str] = field(default_factory=dict)
    source: str | None = None


@dataclass(frozen=True, kw_only=True)
class Link:
    """An edge between two rows: part_of, maker, technology."""

    type: str
    subject: str
    object: str
    source: str | None = None


@dataclass(frozen=True, kw_only=True)
class ClassRule:
    """Whether agencies of a level and a function belong to a class; `*` is any."""

    class_name: str
    levels: tuple[str, ...]
    functions: tuple[str, ...]
    certainty: str
    reason: str

    def fits(self, level: str | None, function: str | None) -> bool:
        """Whether the rule speaks of such an agency. An unknown level or function fits only `*`."""
        return all("*" in allowed or value in allowed for value, allowed in ((level, self.levels), (function, self.functions)))


@dataclass(frozen=True, kw_only=True)
class Reference:
    """All reference data, indexed by id and by fingerprint."""

    things: dict[str, Thing]
    links: tuple[Link, ...]
    rules: tuple[ClassRule, ...]
    by_name: dict[tuple[str, str], frozenset[str]]
    """(label, fingerprint) of a name, alias or acronym -> ids; more than one id is no answer."""
    by_identifier: dict[tuple[str, str, str], tuple[Thing, ...]]
    """(label, property, value) -> things"""

    def find(self, label: str, name: str, jurisdiction: str | None = None) -> Thing | None:
        """The one thing of that label and name, in that jurisdiction if it is given; None if there is none or more than one."""
        found = [self.things[i] for i in self.by_name.get((label, fingerprint(name, label)), ())]
        exact = [t for t in found if fingerprint(t.name, label) == fingerprint(name, label)]
        fits = [t for t in (exact or found) if not jurisdiction or t.properties.get("jurisdiction", jurisdiction) == jurisdiction]
        return fits[0] if len(fits) == 1 and (jurisdiction or not (label == "Agency" and has_namesakes(name))) else None


#: Names that many counties and towns of the United States share. A body named after one is known only with its state.
_SHARED = frozenset(
    (
        "adams albany arlington auburn aurora benton bloomington burlington butler calhoun canton carroll charleston "
        "clark clay columbia columbus concord crawford cumberland dayton douglas fayette franklin georgetown glendale "
        "grant greene greenville hamilton hancock henry jackson jefferson johnson kingston lake lawrence lee lexington "
        "lincoln logan madison manchester marion marshall mercer milford monroe montgomery morgan newark newport orange "
        "oxford perry pike polk portland richmond rochester salem scott shelby springfield troy union warren washington "
        "wayne wilmington winchester"
    ).split()
)
_PLACE = re.compile(r"(?:City|Town|County) of (\w+)$|(\w+) (?:County|Police|Sheriff)\b", re.IGNORECASE)


def has_namesakes(name: str) -> bool:
    """Whether other places have bodies of that name: the Washington County Sheriff's Office of Oregon is one of many."""
    found = _PLACE.match(name)
    return found is not None and (found[1] or found[2]).casefold() in _SHARED


def _rows(name: str) -> Iterator[dict[str, str]]:
    path = paths.data_folder() / f"{name}.csv"
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def _things() -> Iterator[Thing]:
    aliases = _aliases()
    for label, file in _FILES.items():
        own = {p.name for p in schema.NODES[label].properties} - {"id", "name", "aliases"}
        for row in _rows(file):
            properties = {k: v for k, v in row.items() if k in own and v}
            names = aliases.get((label, row["name"]), [])
            yield Thing(
                id=entity_id(label, row["name"], row.get("jurisdiction")), label=label, name=row["name"], properties=properties, source=row.get("source"),
                aliases=tuple(dict.fromkeys([*names, *filter(None, [properties.get("acronym")])])),
            )  # fmt: skip


def _aliases() -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for row in _rows("aliases"):
        found.setdefault((row["type"], row["name"]), []).append(row["alias"])
    return found


def _links(ids: dict[tuple[str, str], str]) -> Iterator[Link]:
    columns = (
        ("PART_OF", "Agency", "part_of", "Agency"), ("PART_OF", "CustomerClass", "part_of", "CustomerClass"),
        ("MAKES", "Product", "maker", "Company"), ("OF_TECHNOLOGY", "Product", "technologies", "Technology"),
    )  # fmt: skip
    for type, label, column, target in columns:
        for row in _rows(_FILES[label]):
            for other in filter(None, (row.get(column) or "").split(";")):
                pair = (ids[label, row["name"]], ids[target, other.strip()])
                subject, object = reversed(pair) if type == "MAKES" else pair
                yield Link(type=type, subject=subject, object=object, source=row.get("source"))


@lru_cache(maxsize=1)
def load() -> Reference:
    """The reference data of `data/`."""
    things = {t.id: t for t in _things()}
    by_name: dict[tuple[str, str], set[str]] = {}
    for thing in things.values():
        for name in (thing.name, *thing.aliases):
            by_name.setdefault((thing.label, fingerprint(name, thing.label)), set()).add(thing.id)
    by_identifier: dict[tuple[str, str, str], tuple[Thing, ...]] = {}
    for thing in things.values():
        for key, value in thing.properties.items():
            place = (thing.label, key, value)
            by_identifier[place] = (*by_identifier.get(place, ()), thing)
    ids = {(t.label, t.name): t.id for t in things.values()}
    rules = tuple(
        ClassRule(
            class_name=r["class"], levels=tuple(r["level"].split("|")), functions=tuple(r["function"].split("|")), certainty=r["certainty"], reason=r["reason"]
        )
        for r in _rows("class_rules")
    )
    return Reference(things=things, links=tuple(_links(ids)), rules=rules, by_name={k: frozenset(v) for k, v in by_name.items()}, by_identifier=by_identifier)


def state() -> str:
    """A hash of the reference data: the graph is derived anew when it changes."""
    content = [p.read_bytes() for p in sorted(paths.data_folder().glob("*.csv"))]
    return hashlib.sha256(b"\0".join(content)).hexdigest()[:20]
