"""A whole graph as tables: its nodes by label, its edges, and which claims each fact rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa

from graph import schema, tables
from graph.reference import Thing

#: What an entity's id begins with -> its label.
LABELS = {label.lower(): label for label in schema.NODES}
NODE_SCHEMAS = {n.label: pa.schema(tables.arrow_schema(n.properties)) for n in schema.NODE_TYPES}
EDGE_SCHEMA = pa.schema([
    *(pa.field(c, pa.string()) for c in ("type", "from_label", "from_id", "to_label", "to_id")), *tables.arrow_schema(schema.FACT_PROPERTIES),
])  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Graph:
    """All nodes by label, and all edges; `support` tells the claims (claim_id) of each fact (fact_id)."""

    nodes: dict[str, pa.Table]
    edges: pa.Table
    support: pa.Table

    @property
    def counts(self) -> dict[str, int]:
        """How many nodes of each label and edges of each type there are."""
        types = self.edges["type"].value_counts().to_pylist()
        return {k: len(v) for k, v in self.nodes.items() if len(v)} | {str(t["values"]): t["counts"] for t in types}


def label_of(id: str) -> str:
    """The node label that an entity's id begins with."""
    return LABELS[id.partition(":")[0]]


def empty() -> Graph:
    """The graph of an empty ledger."""
    support = pa.table({"claim_id": pa.array([], pa.string()), "fact_id": pa.array([], pa.string())})
    return Graph(nodes={label: s.empty_table() for label, s in NODE_SCHEMAS.items() if label != "Projection"}, edges=EDGE_SCHEMA.empty_table(), support=support)


def things_of(graph: Graph) -> Iterator[Thing]:
    """The named nodes of a graph, as things."""
    for label in schema.NAMED:
        for row in graph.nodes[label].to_pylist():
            properties = {k: v for k, v in row.items() if v is not None and k not in ("id", "name", "aliases")}
            yield Thing(id=row["id"], label=label, name=row["name"], aliases=tuple(row["aliases"] or ()), properties=properties)
