"""The evidence of facts: every claim that they rest on, word for word, with the document it stands in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from graph.whole import Graph

_CLAIMS = """
SELECT f.fact_id AS fact, c.quote, c.document, d.url, d.published, d.title, d.publisher, d.kind, c.type, c.polarity, c.factuality, c.speaker,
       c.quote_start, c.quote_end, c.verified, c.confidence, c.rule, c.id AS claim
FROM support f JOIN claims c ON c.id = f.claim_id JOIN documents d ON d.id = c.document
WHERE f.fact_id IN (SELECT unnest(?)) ORDER BY d.published, c.document, c.quote, c.id
"""


def evidence(graph: Graph, live: Mapping[str, pa.Table], facts: Sequence[str], limit: int = 1_000) -> list[dict[str, Any]]:
    """The claims of facts, oldest document first; at most for `limit` facts."""
    if not facts:
        return []
    with duckdb.connect() as db:
        for name, table in {"support": graph.support, **live}.items():
            db.register(name, table)
        found = db.execute(_CLAIMS, [list(facts[:limit])])
        columns = [c[0] for c in found.description]
        return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
