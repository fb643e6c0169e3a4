"""From a name, as people type it, to the node of the graph that it means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from graph.names import fingerprint
from graph.reference import Thing

_CLOSE = 82


class NotFound(ValueError):
    """No node, or more than one, has that name; the message tells the nearest."""


@dataclass(frozen=True, kw_only=True)
class Names:
    """The names of all nodes: canonical names, aliases and acronyms."""

    things: Mapping[str, Thing]
    by_key: Mapping[str, tuple[str, ...]]
    """fingerprint -> ids"""

    def find(self, name: str, labels: Sequence[str] = ()) -> list[Thing]:
        """Nodes of that name. Those whose own name it is come alone; else those that have it as an alias."""
        if name in self.things:
            return [self.things[name]]
        found = {i for label in (*labels, "") for i in self.by_key.get(fingerprint(name, label), ())}
        things = [self.things[i] for i in sorted(found) if not labels or self.things[i].label in labels]
        own = [t for t in things if fingerprint(t.name, t.label) == fingerprint(name, t.label)]
        return own or things

    def one(self, name: str, labels: Sequence[str] = ()) -> Thing:
        """The one node of that name. Raises NotFound."""
        found = self.find(name, labels)
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFound(f"{name!r} may be {_listed(found)}; give one of these ids: {', '.join(t.id for t in found)}")
        near = self.near(name, labels)
        raise NotFound(f"no {' or '.join(labels) or 'node'} is called {name!r}" + (f"; the nearest are {_listed(near)}" if near else ""))

    def near(self, name: str, labels: Sequence[str] = (), limit: int = 5) -> list[Thing]:
        """Nodes with similar names, the nearest first."""
        keys = [k for k, ids in self.by_key.items() if not labels or any(self.things[i].label in labels for i in ids)]
        hits = process.extract(fingerprint(name), keys, scorer=fuzz.WRatio, limit=limit, score_cutoff=_CLOSE)
        ids = dict.fromkeys(i for key, _, _ in hits for i in self.by_key[key] if not labels or self.things[i].label in labels)
        return [self.things[i] for i in ids][:limit]


def _listed(things: Iterable[Thing]) -> str:
    return ", ".join(f"{t.name} ({', '.join(filter(None, (t.label, t.properties.get('jurisdiction'))))})" for t in things)


def names(things: Iterable[Thing]) -> Names:
    """The index of all names of the nodes given."""
    by_id = {t.id: t for t in things}
    by_key: dict[str, dict[str, None]] = defaultdict(dict)
    for thing in by_id.values():
        for name in (thing.name, *thing.aliases):
            for label in (thing.label, ""):
                by_key[fingerprint(name, label)][thing.id] = None
    by_key.pop("", None)
    return Names(things=by_id, by_key={k: tuple(v) for k, v in by_key.items()})
