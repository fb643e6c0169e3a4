"""A subgraph to a file: GraphML for Gephi and yEd, CSV for spreadsheets, JSON Lines for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from graph.export.rows import csv_lines
from graph.subgraph import Subgraph

#: Characters that XML cannot hold.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_graphml(subgraph: Subgraph, out: Path) -> None:
    """GraphML, parallel edges kept. Lists become "; "-joined text, since GraphML has none."""
    import networkx

    graph = subgraph.to_networkx()
    for _, data in graph.nodes(data=True):
        _flatten(data)
    for *_, data in graph.edges(data=True):
        _flatten(data)
    networkx.write_graphml(graph, out, encoding="utf-8", prettyprint=True, named_key_ids=True, edge_id_from_attribute="id")


def _flatten(data: dict[str, Any]) -> None:
    for key, value in list(data.items()):
        data[key] = _NOT_XML.sub("�", _text(value)) if isinstance(value, (str, list)) else value


def _text(value: Any) -> str:
    """Text, or a list as text."""
    return "; ".join(map(str, value)) if isinstance(value, list) else value


def to_csv(subgraph: Subgraph, out: Path) -> None:
    """Two files, beside each other: `NAME-nodes.csv` and `NAME-edges.csv`."""
    for kind, rows in (("nodes", subgraph.nodes), ("edges", subgraph.edges)):
        columns = list(dict.fromkeys(k for row in rows for k in row))
        lines = csv_lines(columns, ([row.get(c) for c in columns] for row in rows))
        out.with_name(f"{out.stem}-{kind}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def to_jsonl(subgraph: Subgraph, out: Path) -> None:
    """One object a line: nodes, then edges, told apart by `record`."""
    rows = [{"record": kind, **row} for kind, rows in (("node", subgraph.nodes), ("edge", subgraph.edges)) for row in rows]
    out.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")


FORMATS: Mapping[str, Callable[[Subgraph, Path], None]] = {"graphml": to_graphml, "csv": to_csv, "jsonl": to_jsonl}
