"""How a node is called where several may have the same name."""

from __future__ import annotations

from graph.reference import Thing
from graph.ui import text


def called(thing: Thing, *, with_label: bool = True) -> str:
    """A name with what tells it from others: its type, its acronym, its place."""
    known = (
        thing.name,
        thing.label if with_label else None,
        thing.properties.get("acronym"),
        thing.properties.get("jurisdiction") or thing.properties.get("country"),
    )
    return " · ".join(text.visible(k) for k in known if k)
