"""Who is who: the names in claims become canonical things, the same whatever the order of loads.

First form: what a document itself says of a name counts there; then the reference tables; then other
documents' aliases, if they agree; then the fingerprint. Acronyms never carry from one document to another.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph import agencies, schema
from graph.names import entity_id, fingerprint, is_acronym
from graph.reference import Reference, Thing, has_namesakes

#: A product may be named by a product or by a technology.
PRODUCT = "Product|Technology"
_STRONG = {"Company": ("uei", "cage", "lei", "cik", "wikidata"), "Agency": ("ori",)}
_Key = tuple[str, str, str | None]


@dataclass(frozen=True, kw_only=True)
class Declared:
    """One entity line, in one document."""

    document: str
    label: str
    name: str
    aliases: tuple[str, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> _Key:
        """Lines with the same key speak of the same thing."""
        return (self.label, fingerprint(self.name, self.label) or self.name, self.properties.get("jurisdiction"))


@dataclass(frozen=True, kw_only=True)
class Resolution:
    """The answer: things by id, and for each name its id, everywhere or in one document."""

    things: dict[str, Thing]
    everywhere: dict[tuple[str, str], str]
    """(label, name) -> id"""
    in_document: dict[tuple[str, str, str], str]
    """(document, label, name) -> id, where that document says otherwise"""

    def id_of(self, label: str, name: str, document: str = "") -> str:
        """The id of a name as a document uses it."""
        return self.in_document.get((document, label, name)) or self.everywhere[label, name]


def declared(rows: Iterable[Mapping[str, Any]]) -> Iterator[Declared]:
    """Entity rows of the ledger."""
    for row in rows:
        yield Declared(
            document=row["document"], label=row["type"], name=row["name"], aliases=tuple(row["aliases"] or ()), properties=json.loads(row["properties"] or "{}")
        )


@dataclass(frozen=True, kw_only=True)
class _Known:
    """Every name that something is known under."""

    ids: Mapping[_Key, str]
    own: Mapping[tuple[str, str], set[str]]
    aliases: Mapping[tuple[str, str], set[str]]
    reference: Reference

    def find(self, label: str, name: str) -> str | None:
        """The id of what is known under that name; None if nothing is, or more than one thing."""
        key = (label, _key_of(label, name))
        if label == "Agency" and has_namesakes(name):
            here = entity_id(label, name)
            return here if here in self.own.get(key, ()) else None
        if own := self.own.get(key):
            return next(iter(own)) if len(own) == 1 else None
        if thing := self.reference.find(label, name):
            return thing.id
        others = self.aliases.get(key, set())
        return next(iter(others)) if len(others) == 1 else None

    def find_or_make(self, label: str, name: str) -> str:
        """As `find`; a name that is not known is a thing of its own. A product's name may be a technology's."""
        if label != PRODUCT:
            return self.find(label, name) or entity_id(label, name)
        return self.find("Technology", name) or self.find("Product", name) or entity_id("Product", name)


def _key_of(label: str, name: str) -> str:
    return fingerprint(name, label) or name


def resolve(lines: Iterable[Declared], names: Iterable[tuple[str, str]], reference: Reference) -> Resolution:
    """Resolve all `names` (label, name), of which `PRODUCT` is a label, with what `lines` declare."""
    groups = _groups(lines)
    known = _known_names(groups, reference)
    wanted = set(names) | {(m.label, m.name) for members in groups.values() for m in members}
    everywhere = {(label, name): known.find_or_make(label, name) for label, name in sorted(wanted)}
    in_document = dict(_local(groups, known))
    return Resolution(things=_things(groups, known, everywhere, in_document), everywhere=everywhere, in_document=in_document)


def _groups(lines: Iterable[Declared]) -> dict[_Key, list[Declared]]:
    """Lines by key; one that names no jurisdiction joins the only group of that name, if there is only one."""
    groups: dict[_Key, list[Declared]] = defaultdict(list)
    for line in sorted(lines, key=lambda d: (d.label, d.name, d.document, d.aliases, sorted(d.properties.items()))):
        groups[line.key].append(line)
    placed: dict[tuple[str, str], list[_Key]] = defaultdict(list)
    for key in groups:
        if key[2]:
            placed[key[:2]].append(key)
    for key in [k for k in groups if not k[2] and len(placed[k[:2]]) == 1 and not has_namesakes(groups[k][0].name)]:
        groups[placed[key[:2]][0]] += groups.pop(key)
    return groups


def _known_names(groups: Mapping[_Key, list[Declared]], reference: Reference) -> _Known:
    ids = {key: _id_of_group(key, members, reference) for key, members in groups.items()}
    own: dict[tuple[str, str], set[str]] = defaultdict(set)
    aliases: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, members in groups.items():
        for member in members:
            own[key[0], _key_of(key[0], member.name)].add(ids[key])
            for alias in (a for a in member.aliases if not is_acronym(a)):
                aliases[key[0], _key_of(key[0], alias)].add(ids[key])
    return _Known(ids=ids, own=own, aliases=aliases, reference=reference)


def _id_of_group(key: _Key, members: list[Declared], reference: Reference) -> str:
    thing = _in_reference(key, members, reference)
    return thing.id if thing else entity_id(key[0], members[0].name, key[2])


def _in_reference(key: _Key, members: list[Declared], reference: Reference) -> Thing | None:
    """The reference row that the group speaks of: by identifier, by name, or by long aliases that all agree."""
    label, _, jurisdiction = key
    if same := {t.id: t for m in members for t in _by_identifier(m, reference)}:
        return next(iter(same.values())) if len(same) == 1 else None
    found = reference.find(label, members[0].name, jurisdiction)
    if found or is_acronym(members[0].name):
        return found
    hits = {t.id: t for m in members for a in m.aliases if not is_acronym(a) and (t := reference.find(label, a, jurisdiction))}
    return next(iter(hits.values())) if len(hits) == 1 else None


def _by_identifier(line: Declared, reference: Reference) -> Iterator[Thing]:
    for name in _STRONG.get(line.label, ()):
        if value := line.properties.get(name):
            yield from reference.by_identifier.get((line.label, name, value), ())


def _local(groups: Mapping[_Key, list[Declared]], known: _Known) -> Iterator[tuple[tuple[str, str, str], str]]:
    """What a document's own lines say of its names, where they agree. A name beats an alias."""
    names: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    aliases: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for key, members in groups.items():
        for member in members:
            for label in (member.label, *([PRODUCT] if member.label in PRODUCT.split("|") else [])):
                names[member.document, label, member.name].add(known.ids[key])
                for alias in member.aliases:
                    aliases[member.document, label, alias].add(known.ids[key])
    for place, ids in ({**aliases, **names}).items():
        if len(ids) == 1:
            yield place, next(iter(ids))


# -- what is known of each thing ------------------------------------------------------------------


def _things(
    groups: Mapping[_Key, list[Declared]], known: _Known, everywhere: Mapping[tuple[str, str], str], in_document: Mapping[Any, str]
) -> dict[str, Thing]:
    lines: dict[str, list[Declared]] = defaultdict(list)
    spellings: dict[str, set[str]] = defaultdict(set)
    for key, members in groups.items():
        lines[known.ids[key]] += members
    for (_, name), id in everywhere.items():
        spellings[id].add(name)
    used = set(lines) | set(spellings) | set(in_document.values())
    return {id: _thing(id, lines[id], spellings[id], known.reference) for id in sorted(used)}


def _thing(id: str, lines: list[Declared], spellings: set[str], reference: Reference) -> Thing:
    base = reference.things.get(id)
    label = base.label if base else _label_of(id, lines)
    name = base.name if base else _best_name(lines, spellings)
    properties = _properties(label, name, lines, base)
    aliases = {a for line in lines for a in (line.name, *line.aliases)} | spellings | set(base.aliases if base else ()) | {properties.get("acronym", name)}
    return Thing(id=id, label=label, name=name, aliases=tuple(sorted(aliases - {name})), properties=properties, source=base.source if base else None)


def _label_of(id: str, lines: list[Declared]) -> str:
    return lines[0].label if lines else next(label for label in schema.NAMED if id.startswith(f"{label.lower()}:"))


def _best_name(lines: list[Declared], spellings: set[str]) -> str:
    """The name that most lines use; capitals throughout are the last choice; then the first in the alphabet."""
    count = Counter(line.name for line in lines) or Counter(spellings)
    return min(count, key=lambda n: (-count[n], n.isupper(), n))


def _properties(label: str, name: str, lines: list[Declared], base: Thing | None) -> dict[str, str]:
    """What sources say, then what the reference tables say, then what the name tells."""
    known = dict(base.properties) if base else {}
    values: dict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        for key, value in line.properties.items():
            values[key][value] += 1
    said = {k: known[k] if known.get(k) in v else min(v, key=lambda x, v=v: (-v[x], x)) for k, v in values.items()}  # type: ignore[misc]
    return _agency(name, known | said) if label == "Agency" else known | said


def _agency(name: str, known: dict[str, str]) -> dict[str, str]:
    kind = agencies.classify(name)
    abroad = not known.get("jurisdiction", "US").startswith("US")
    told = {"level": "foreign" if abroad else kind.level, "function": kind.function}
    return {k: v for k, v in told.items() if v} | known
