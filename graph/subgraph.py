"""A part of the graph by itself: nodes and edges as plain rows, to draw, to export, to measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from graph import schema
from graph.whole import Graph

if TYPE_CHECKING:
    import networkx

Row = dict[str, Any]
_INNER = ("FROM", "BOUND_BY", "AT", "IN_CLASS")


@dataclass(frozen=True, kw_only=True)
class Subgraph:
    """Nodes (`id`, `label`, `name`, …) and edges (`id`, `type`, `from`, `to`, …)."""

    nodes: list[Row]
    edges: list[Row]
    left_out: int = 0

    def to_networkx(self) -> networkx.MultiDiGraph:
        """The same as a networkx graph; edge keys are the facts' ids."""
        import networkx

        graph = networkx.MultiDiGraph()
        graph.add_nodes_from((n["id"], n) for n in self.nodes)
        graph.add_edges_from((e["from"], e["to"], e["id"], e) for e in self.edges)
        return graph


def of_facts(graph: Graph, facts: Iterable[str]) -> Subgraph:
    """The edges of those ids, with the nodes at their ends."""
    return _subgraph(graph, graph.edges.filter(pc.is_in(graph.edges["id"], pa.array(list(facts), pa.string()))))


def around(graph: Graph, ids: Iterable[str], hops: int = 1, *, limit: int = 300) -> Subgraph:
    """What lies within so many links of the nodes given; at most `limit` nodes, the rest counted in `left_out`."""
    facts = graph.edges.filter(pc.invert(pc.is_in(graph.edges["type"], pa.array(_INNER))))
    found, left_out = list(dict.fromkeys(ids)), 0
    for _ in range(hops):
        near = _touching(facts, found)
        ends = dict.fromkeys([*found, *near["from_id"].to_pylist(), *near["to_id"].to_pylist()])
        left_out += max(0, len(ends) - limit)
        found = list(ends)[:limit]
    inside = pa.array(found, pa.string())
    mask = pc.and_(pc.is_in(facts["from_id"], inside), pc.is_in(facts["to_id"], inside))
    drawn = _subgraph(graph, facts.filter(mask), extra=found)
    return Subgraph(nodes=drawn.nodes, edges=drawn.edges, left_out=left_out)


def whole(graph: Graph) -> Subgraph:
    """The whole graph, claims, documents and verdicts included."""
    nodes = [_node(label, row) for label, table in graph.nodes.items() for row in table.to_pylist()]
    return Subgraph(nodes=nodes, edges=[_edge(e) for e in graph.edges.to_pylist()])


def _touching(edges: pa.Table, ids: Iterable[str]) -> pa.Table:
    wanted = pa.array(list(ids), pa.string())
    return edges.filter(pc.or_(pc.is_in(edges["from_id"], wanted), pc.is_in(edges["to_id"], wanted)))


def _subgraph(graph: Graph, edges: pa.Table, extra: Iterable[str] = ()) -> Subgraph:
    ids = dict.fromkeys([*extra, *edges["from_id"].to_pylist(), *edges["to_id"].to_pylist()])
    wanted = pa.array(list(ids), pa.string())
    nodes = [_node(label, row) for label, table in graph.nodes.items() for row in table.filter(pc.is_in(table["id"], wanted)).to_pylist()]
    return Subgraph(nodes=nodes, edges=[_edge(e) for e in edges.to_pylist()])


def _plain(row: Mapping[str, Any]) -> Row:
    return {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in row.items() if v is not None}


def _node(label: str, row: Mapping[str, Any]) -> Row:
    name = row.get("name") or row.get("title") or row.get("verdict") or row["id"]
    return {"label": label, **_plain(row), "name": name}


def _edge(row: Mapping[str, Any]) -> Row:
    plain = _plain({k: v for k, v in row.items() if k not in ("from_label", "to_label", "from_id", "to_id")})
    verb = schema.EDGES[row["claim"] or row["type"]].verb
    status = {"DENIED": "denied: ", "UNCONFIRMED": f"{row['factuality']}: "}.get(row["type"], "")
    return {**plain, "from": row["from_id"], "to": row["to_id"], "title": status + verb}
