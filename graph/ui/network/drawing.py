"""From a subgraph to what the browser draws: at most 300 nodes, and of each only what is seen."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from graph import schema

MOST_NODES = 300
LONGEST_NAME = 300
"""Characters of a name that are sent; the browser shows fewer."""

Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """What is sent to the browser: nodes, edges, the plurals of their labels, and what was left out, in words."""

    nodes: list[dict[str, str]]
    edges: list[dict[str, str | bool]]
    plurals: dict[str, str]
    note: str

    def ids(self) -> set[str]:
        """Ids of all that is drawn."""
        return {node["id"] for node in self.nodes} | {str(edge["id"]) for edge in self.edges}


def draw(subgraph: Mapping[str, Any]) -> Drawing:
    """The drawing of a subgraph as `network` takes it. The same subgraph gives the same drawing."""
    nodes = _distinct(subgraph["nodes"])
    edges = _distinct(subgraph["edges"])
    kept = _busiest(nodes, edges)
    ids = {node["id"] for node in kept}
    drawn = [edge for edge in edges if edge["from"] in ids and edge["to"] in ids]
    as_of = str(subgraph.get("as_of") or date.today().isoformat())
    return Drawing(
        nodes=[{"id": str(n["id"]), "label": str(n["label"]), "name": _name(n)} for n in kept],
        edges=[_edge(edge, as_of) for edge in drawn],
        plurals={label: schema.NODES[label].plural for label in sorted({n["label"] for n in kept} & schema.NODES.keys())},
        note=_note(len(nodes), len(kept), len(edges) - len(drawn)),
    )


def _distinct(rows: Iterable[Row]) -> list[Row]:
    return list({row["id"]: row for row in rows}.values())


def _busiest(nodes: list[Row], edges: list[Row]) -> list[Row]:
    """The nodes with the most edges, in the order in which they came; among equals by id."""
    if len(nodes) <= MOST_NODES:
        return nodes
    degree = Counter(end for edge in edges for end in (edge["from"], edge["to"]))
    ranked = sorted(nodes, key=lambda node: (-degree[node["id"]], str(node["id"])))
    kept = {node["id"] for node in ranked[:MOST_NODES]}
    return [node for node in nodes if node["id"] in kept]


def _name(node: Row) -> str:
    return str(node.get("name") or node.get("title") or "")[:LONGEST_NAME]


def _edge(edge: Row, as_of: str) -> dict[str, str | bool]:
    look = family(edge["type"])
    end = edge.get("end_latest")
    ended = bool(end) and str(end) < as_of and bool(vocabulary()["families"][look]["ends"])
    return {"id": str(edge["id"]), "from": str(edge["from"]), "to": str(edge["to"]), "family": look, "ended": ended, "title": _title(edge)}


def _title(edge: Row) -> str:
    """What stands on the edge. The page's own words, else the type; a denied or unconfirmed type is named as such."""
    words = str(edge.get("title") or "")[:LONGEST_NAME] or _words(edge)
    return f"{words} · disputed" if edge.get("disputed") else words


def _words(edge: Row) -> str:
    type_ = str(edge["type"])
    if type_ not in ("DENIED", "UNCONFIRMED"):
        return _plain(type_)
    how = "denied" if type_ == "DENIED" else str(edge.get("factuality") or "unconfirmed")
    return f"{how}: {_plain(str(edge.get('claim') or ''))}".rstrip(": ")


def _plain(type_: str) -> str:
    return type_.replace("_", " ").lower()


def _note(nodes: int, kept: int, cut: int) -> str:
    if kept < nodes:
        return f"{kept:,} of {nodes:,} nodes are drawn, those with the most links; {nodes - kept:,} are left out."
    return f"{cut:,} {'link leads' if cut == 1 else 'links lead'} to nodes that are not in this view." if cut else ""


@cache
def vocabulary() -> dict[str, Any]:
    """The visual language: how each label and each family of edges looks. The browser's side is built from the same file."""
    found: dict[str, Any] = json.loads((Path(__file__).parent / "vocabulary.json").read_text(encoding="utf-8"))
    return found


@cache
def family(type_: str) -> str:
    """The family that an edge type is drawn as; `relation` for a type that the vocabulary does not name."""
    return next((name for name, look in vocabulary()["families"].items() if type_ in look["types"]), "relation")
