"""Records as Arrow tables: the schemas follow the dataclasses of `graph.claims`."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from graph import schema
from graph.claims import Batch, Candidate, Claim, Document, Entity, Record, digest

_ARROW = {
    "string": pa.string(), "strings": pa.list_(pa.string()), "date": pa.date32(),
    "number": pa.float64(), "integer": pa.int64(), "boolean": pa.bool_(),
}  # fmt: skip


def _arrow_type(annotation: Any) -> pa.DataType:
    kinds = {a for a in typing.get_args(annotation) or (annotation,) if a is not types.NoneType}
    if typing.get_origin(annotation) is tuple:
        return pa.list_(pa.string())
    return {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}.get(next(iter(kinds)), pa.string())


def _fields(cls: type[Record]) -> list[pa.Field]:
    hints = typing.get_type_hints(cls)
    return [pa.field(f.name, _arrow_type(hints[f.name])) for f in dataclasses.fields(cls)]


DOCUMENTS = pa.schema([*_fields(Document), pa.field("version", pa.string())])
ENTITIES = pa.schema([pa.field("document", pa.string()), *_fields(Entity)])
CLAIMS = pa.schema([pa.field("id", pa.string()), *_fields(Claim)])
CANDIDATES = pa.schema(_fields(Candidate))
SCHEMAS = {"documents": DOCUMENTS, "entities": ENTITIES, "claims": CLAIMS, "candidates": CANDIDATES}


def arrow_schema(properties: Iterable[schema.Property]) -> list[pa.Field]:
    """Arrow fields of properties that the model declares."""
    return [pa.field(p.name, _ARROW[p.type]) for p in properties]


def _row(record: Record, **more: Any) -> dict[str, Any]:
    row = {f.name: getattr(record, f.name) for f in dataclasses.fields(record)}
    return {k: json.dumps(v, ensure_ascii=False, sort_keys=True) if isinstance(v, Mapping) else v for k, v in row.items()} | more


def _table(rows: Iterable[Mapping[str, Any]], fields: pa.Schema) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=fields)


def read_parquet(path: Path) -> pa.Table:
    """One Parquet file. (`pyarrow.parquet.read_table` would import pandas, which takes longer than a small query.)"""
    with pq.ParquetFile(path) as file:
        return file.read()


def to_tables(batch: Batch) -> dict[str, pa.Table]:
    """The four tables of a batch. Each entity stands once for each document that speaks of it."""
    batch = with_reference_document(batch)
    entities = list(_entity_rows(batch))
    claims = list({row["id"]: row for row in (_row(c, id=c.id) for c in batch.claims)}.values())
    candidates = [_row(c) for c in batch.candidates]
    versions = _versions(batch.documents, (entities, claims, candidates))
    documents = [_row(d, version=versions[d.id]) for d in batch.documents]
    rows = {"documents": documents, "entities": entities, "claims": claims, "candidates": candidates}
    return {name: _table(rows[name], SCHEMAS[name]) for name in SCHEMAS}


def with_reference_document(batch: Batch) -> Batch:
    """Entities that come without any document get one of kind `reference`, so that they can be retracted."""
    if batch.documents or not batch.entities:
        return batch
    content = digest([_row(e) for e in batch.entities])
    return dataclasses.replace(batch, documents=(Document(id=f"reference-{content}", title="Reference data", kind="reference"),))


def _entity_rows(batch: Batch) -> Iterable[dict[str, Any]]:
    speakers = _mentioned_in(batch.claims)
    everywhere = {d.id for d in batch.documents}
    for entity in batch.entities:
        documents = set().union(*(speakers.get(n, ()) for n in (entity.name, *entity.aliases))) or everywhere
        yield from (_row(entity, document=d) for d in sorted(documents))


def _mentioned_in(claims: Iterable[Claim]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for claim in claims:
        for name in (claim.subject, claim.object, claim.product, claim.applies_to):
            if name:
                found.setdefault(name, set()).add(claim.document)
    return found


def _versions(documents: Sequence[Document], rows: Iterable[Sequence[Mapping[str, Any]]]) -> dict[str, str]:
    """A hash of all that is said in a document, so that the same content loaded again is known."""
    content: dict[str, list[str]] = {d.id: [] for d in documents}
    for table in rows:
        for row in table:
            content[row["document"]].append(row.get("id") or digest(row))
    return {d.id: digest([_row(dataclasses.replace(d, path=None, retrieved=None)), sorted(content[d.id])]) for d in documents}
