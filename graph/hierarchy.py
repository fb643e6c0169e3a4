"""How things hang together: agencies in agencies, classes of customers, families of companies, who makes what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from graph.coverage import ALWAYS, Reach, Span, best
from graph.names import fingerprint
from graph.reference import ClassRule, Reference, Thing

#: Longer chains of owners or of superior bodies are not followed.
MAX_DEPTH = 12


@dataclass(frozen=True, kw_only=True)
class World:
    """What a verdict needs to know besides the ban and the deal."""

    things: Mapping[str, Thing]
    rules: tuple[ClassRule, ...]
    superiors: Mapping[str, frozenset[str]]
    """PART_OF, of agencies and of classes, one step up"""
    owned: Mapping[str, tuple[tuple[str, Span], ...]]
    """owner -> what it owns, and when"""
    makers: Mapping[str, frozenset[str]]
    """product -> companies"""
    resells: Mapping[str, frozenset[str]]
    """company -> companies and products"""
    technologies: Mapping[str, tuple[str, ...]]
    known_classes: frozenset[str]
    _classes: dict[tuple[str, str], Reach] = field(default_factory=dict)

    def level(self, agency: str) -> str | None:
        """Its level of government, None where not known."""
        return self.things[agency].properties.get("level") if agency in self.things else None

    def above(self, id: str) -> frozenset[str]:
        """All bodies (or classes) that it is part of, itself included."""
        found, step = {id}, {id}
        for _ in range(MAX_DEPTH):
            step = {s for i in step for s in self.superiors.get(i, ())} - found
            found |= step
        return frozenset(found)

    def family(self, company: str) -> dict[str, Span]:
        """The company and those that it owns, through all levels, with the time in which it owned them."""
        found = {company: ALWAYS}
        step = {company: ALWAYS}
        for _ in range(MAX_DEPTH):
            step = {c: s.within(o) for i, s in step.items() for c, o in self.owned.get(i, ()) if c not in found and not s.within(o).empty}
            found |= step
        return found

    def in_class(self, agency: str, class_id: str) -> Reach:
        """Whether an agency belongs to a class of customers, or to a class within it; why."""
        key = (agency, class_id)
        if key not in self._classes:
            inner = [c for c in self.known_classes | {class_id} if class_id in self.above(c)]
            self._classes[key] = best(self._in_one(self.things[agency], c) for c in sorted(inner)) or Reach(answer="no", reason="")
        return self._classes[key]

    def _in_one(self, agency: Thing, class_id: str) -> Reach:
        name = self.things[class_id].name if class_id in self.things else class_id.partition(":")[2]
        if class_id not in self.known_classes:
            return Reach(answer="unclear", reason=f"who belongs to {name} is not known")
        level, function = agency.properties.get("level"), agency.properties.get("function")
        mine = [r for r in self.rules if r.class_name == name]
        for rule in mine:
            if rule.fits(level, function):
                said = "is one of" if rule.certainty == "yes" else "may be one of"
                return Reach(answer="yes" if rule.certainty == "yes" else "unclear", reason=f"{agency.name} {said} {name}: {rule.reason}")
        return _not_in(agency, name, level, function, mine)


def _not_in(agency: Thing, name: str, level: str | None, function: str | None, rules: Iterable[ClassRule]) -> Reach:
    """No rule fits: a no, unless one would if what is not known were known."""
    may = [r for r in rules if (level is None or r.fits(level, r.functions[0] if function is None else function)) and (None in (level, function))]
    lacking = [r for r in may if (level is None and "*" not in r.levels) or (function is None and "*" not in r.functions)]
    if lacking:
        unknown = "what it does" if function is None else "its level of government"
        return Reach(answer="unclear", reason=f"whether {agency.name} is one of {name} is not known: {unknown} is not known")
    what = " ".join(filter(None, (level, function, "body")))
    return Reach(answer="no", reason=f"the rule names {name}; {agency.name}, {_article(what)} {what}, is not one of them")


def _article(words: str) -> str:
    return "an" if words[:1] in "aeiou" else "a"


def span_of(fact: Mapping[str, Any]) -> Span:
    """When a fact holds."""
    return Span(**{k: fact[k] for k in ("start_earliest", "start_latest", "end_earliest", "end_latest")})


def world(facts: Iterable[Mapping[str, Any]], things: Mapping[str, Thing], reference: Reference, technologies: Mapping[str, tuple[str, ...]]) -> World:
    """The world of confirmed PART_OF, OWNS, MAKES and RESELLS facts, and of the reference tables."""
    pairs: dict[str, dict[str, set[str]]] = {t: defaultdict(set) for t in ("PART_OF", "MAKES", "RESELLS")}
    owned: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for link in reference.links:
        if link.type in pairs:
            pairs[link.type][link.subject].add(link.object)
    for fact in facts:
        if fact["type"] in pairs:
            pairs[fact["type"]][fact["subject_id"]].add(fact["object_id"])
        elif fact["type"] == "OWNS":
            owned[fact["subject_id"]].append((fact["object_id"], span_of(fact)))
    makers: dict[str, set[str]] = defaultdict(set)
    for company, products in pairs["MAKES"].items():
        for product in products:
            makers[product].add(company)
    return World(
        things={**reference.things, **things}, rules=reference.rules, superiors=_frozen(pairs["PART_OF"]), makers=_frozen(makers),
        resells=_frozen(pairs["RESELLS"]),
        owned={k: tuple(sorted(v, key=str)) for k, v in owned.items()}, technologies=technologies,
        known_classes=frozenset(t.id for t in reference.things.values() if t.label == "CustomerClass"),
    )  # fmt: skip


def _frozen(pairs: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {k: frozenset(v) for k, v in pairs.items()}


def keys_of(thing: Thing) -> Iterator[str]:
    """What an exemption may call it: its id and its names, folded."""
    yield thing.id
    yield from _folded((thing.label, thing.name, *thing.aliases))


@cache
def _folded(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fingerprint(n, names[0]) for n in names[1:])
