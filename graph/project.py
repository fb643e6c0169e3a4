"""Facts into a store: only what changed is written, in batches; killed in between, the next run mends it.

The store holds one node that names the state of the ledger it shows. It is marked incomplete before the
first change and complete after the last. A store that is empty or that we filled may be written; any
other is refused, so that nobody's own data is touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from graph.difference import GraphDifference, differences
from graph.store.base import Store
from graph.whole import Graph, empty

Progress = Callable[[int], None]
CHUNK = 50_000
_MARK = "UNWIND $rows AS row MERGE (p:Projection {id: row.id}) SET p.state = row.state, p.complete = row.complete"


class ForeignStore(RuntimeError):
    """The database holds data that this project did not write."""


def shown_state(store: Store) -> tuple[str | None, bool]:
    """The state of the ledger that the store shows, and whether it does so completely."""
    rows = store.read("MATCH (p:Projection) RETURN p.state, p.complete").rows
    return (rows[0][0], bool(rows[0][1])) if rows else (None, False)


def project(graph: Graph, state: str, store: Store, *, before: Graph | None, progress: Progress | None = None) -> int:
    """Make the store show `graph`. `before` is what it shows now, None where that is not known: then all is written anew.

    Returns the number of nodes and edges written or removed.
    """
    if before is None:
        _refuse_foreign(store)
        _mark(store, state, complete=False)
        store.clear()
        store.prepare()
        before = empty()
    difference = differences(graph, before)
    _mark(store, state, complete=False)
    count = _write(difference, store, progress or (lambda n: None))
    _mark(store, state, complete=True)
    return count


def size(difference: GraphDifference) -> int:
    """How many rows a difference writes or removes."""
    tables = [difference.edges, *difference.nodes.values()]
    return sum(len(d.written) + len(d.gone) for d in tables)


def _refuse_foreign(store: Store) -> None:
    if labels := store.foreign_labels():
        raise ForeignStore(f"{store.address} holds nodes that despite did not write ({', '.join(labels[:5])}); give it an empty database")


def _mark(store: Store, state: str, *, complete: bool) -> None:
    store.write(_MARK, [{"id": "despite", "state": state, "complete": complete}])


def _write(difference: GraphDifference, store: Store, progress: Progress) -> int:
    for statement, rows in _statements(difference):
        store.write(statement, rows)
        progress(len(rows))
    return size(difference)


def _statements(difference: GraphDifference) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Old edges go first, then old nodes; new nodes come before new edges."""
    yield from _edge_statements(difference.edges.gone, _unlink)
    for label, nodes in difference.nodes.items():
        kept = nodes.written["id"].combine_chunks()
        gone = nodes.gone.filter(pc.invert(pc.is_in(nodes.gone["id"], kept)))
        for rows in _chunks(gone.select(["id"])):
            yield f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) DETACH DELETE n", rows
    for label, nodes in difference.nodes.items():
        for rows in _chunks(nodes.written):
            yield f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n = row.properties", [{"id": r["id"], "properties": r} for r in rows]
    yield from _edge_statements(difference.edges.written, _link)


def _link(type: str, source: str, target: str) -> str:
    return (
        f"UNWIND $rows AS row MATCH (a:{source} {{id: row.from_id}}) MATCH (b:{target} {{id: row.to_id}}) "
        f"CREATE (a)-[e:{type}]->(b) SET e = row.properties"
    )  # fmt: skip


def _unlink(type: str, source: str, target: str) -> str:
    return f"UNWIND $rows AS row MATCH (a:{source} {{id: row.from_id}})-[e:{type}]->(b:{target}) WHERE e.id = row.id DELETE e"


_ENDS = ("type", "from_label", "from_id", "to_label", "to_id")


def _edge_statements(edges: pa.Table, statement: Callable[[str, str, str], str]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    kinds = edges.select(["type", "from_label", "to_label"]).group_by(["type", "from_label", "to_label"]).aggregate([]).to_pylist()
    for kind in sorted(kinds, key=lambda k: tuple(k.values())):
        mask = (pc.field("type") == kind["type"]) & (pc.field("from_label") == kind["from_label"]) & (pc.field("to_label") == kind["to_label"])
        for rows in _chunks(edges.filter(mask)):
            yield statement(kind["type"], kind["from_label"], kind["to_label"]), [_edge_row(r) for r in rows]


def _edge_row(row: dict[str, Any]) -> dict[str, Any]:
    properties = {k: v for k, v in row.items() if k not in _ENDS}
    return {"id": row["id"], "from_id": row["from_id"], "to_id": row["to_id"], "properties": properties}


def _chunks(table: pa.Table) -> Iterator[list[dict[str, Any]]]:
    """Rows without their empty cells, a bounded number at a time."""
    for batch in table.to_batches(max_chunksize=CHUNK):
        if batch.num_rows:
            yield [{k: v for k, v in row.items() if v is not None} for row in batch.to_pylist()]
