"""What differs between two graphs: rows that came, went or changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from graph import schema
from graph.whole import Graph

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Rows of one table: `written` are new or changed (as they are now), `gone` are old ones no longer so (as they were)."""

    written: pa.Table
    gone: pa.Table

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        return not len(self.written) and not len(self.gone)


def rows_that_differ(new: pa.Table, old: pa.Table) -> Difference:
    """Compare two tables of the same columns, row by row."""
    with duckdb.connect() as db:
        db.register("new", new)
        db.register("old", old)
        written = db.sql("SELECT * FROM new EXCEPT SELECT * FROM old ORDER BY id").to_arrow_table().cast(new.schema)
        gone = db.sql("SELECT * FROM old EXCEPT SELECT * FROM new ORDER BY id").to_arrow_table().cast(old.schema)
    return Difference(written=written, gone=gone)


@dataclass(frozen=True, kw_only=True)
class GraphDifference:
    """What to write to turn one graph into the other."""

    nodes: dict[str, Difference]
    edges: Difference

    @property
    def empty(self) -> bool:
        """Whether the two graphs are the same."""
        return self.edges.empty and all(d.empty for d in self.nodes.values())


def differences(new: Graph, old: Graph) -> GraphDifference:
    """What differs between two graphs."""
    return GraphDifference(
        nodes={label: rows_that_differ(table, old.nodes[label]) for label, table in new.nodes.items()}, edges=rows_that_differ(new.edges, old.edges)
    )


# -- for people -----------------------------------------------------------------------------------

_STRUCTURE = ("FROM", "AT", "BOUND_BY", "IN_CLASS")


@dataclass(frozen=True, kw_only=True)
class Change:
    """One fact or verdict that is new, gone or changed, in words."""

    what: str
    """new, gone or changed"""
    words: str
    quote: str | None = None


def in_words(difference: GraphDifference, new: Graph, old: Graph) -> list[Change]:
    """Facts and verdicts that changed, as a person reads them; the scaffolding between them is left out."""
    names = _names(old) | _names(new)
    facts = _paired(difference.edges, lambda r: fact_words(r, names))
    verdicts = _paired(difference.nodes["Coverage"], _verdict_words)
    return [*facts, *verdicts]


def _paired(difference: Difference, words: Any) -> Iterator[Change]:
    written, gone = ({r["id"]: r for r in rows.to_pylist() if _is_said(r)} for rows in (difference.written, difference.gone))
    for id in sorted(written.keys() | gone.keys()):
        what = "changed" if id in written and id in gone else "new" if id in written else "gone"
        row = written.get(id) or gone[id]
        yield Change(what=what, words=words(row), quote=row.get("quote"))


def _is_said(row: Row) -> bool:
    """Whether a source says it: scaffolding and reference data come and go with what touches them."""
    return row.get("type") not in _STRUCTURE and not (row.get("type") and row["document_id"] is None)


def _names(graph: Graph) -> dict[str, str]:
    return {i: n for label in schema.NAMED for i, n in zip(graph.nodes[label]["id"].to_pylist(), graph.nodes[label]["name"].to_pylist(), strict=True)}


def fact_words(edge: Row, names: dict[str, str]) -> str:
    """A fact in one line: "Amazon sold to U.S. Immigration and Customs Enforcement (Rekognition; alleged, not confirmed)"."""
    claim = edge["claim"] or edge["type"]
    verb = schema.EDGES[claim].verb
    status = {"DENIED": "denied", "UNCONFIRMED": f"{edge['factuality']}, not confirmed"}.get(edge["type"])
    day = edge["start"] if edge["start"] == edge["end"] else f"{edge['start'] or '…'} to {edge['end'] or '…'}" if edge["start"] or edge["end"] else None
    details = "; ".join(str(v) for v in (edge["product"], edge["role"], edge["kind"], status, day) if v)
    return f"{names.get(edge['from_id'], edge['from_id'])} {verb} {names.get(edge['to_id'], edge['to_id'])}" + (f" ({details})" if details else "")


def _verdict_words(row: Row) -> str:
    return f"verdict {row['verdict']}: {row['vendor']} → {row['agency']} ({row['deal']}), {row['issuer']}: {row['ban']}"
