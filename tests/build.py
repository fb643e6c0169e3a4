"""Short ways to say claims in tests, and to see what the graph makes of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from graph import build, claims, ledger, reference
from graph.claims import Batch, Claim, Document, Entity
from graph.whole import Graph

SAMPLES = Path(__file__).parent / "samples"


def shared() -> Path:
    """The folder with gold data and real files; a test that needs it is skipped where it is not."""
    folder = Path(os.environ.get("DESPITE_SHARED") or Path(__file__).resolve().parents[2] / "shared")
    if not (folder / "data").is_dir():
        pytest.skip(f"no shared test data at {folder}")
    return folder / "data"


def world() -> Batch:
    """The invented world of samples/world.jsonl."""
    return claims.read(SAMPLES / "world.jsonl")


def document(id: str = "d1", **more: Any) -> Document:
    """A document of 2022, unless said otherwise."""
    return Document(id=id, **{"published": "2022-01-01", "publisher": id, **more})


_LABELS = {"BANS_SALE": ("Company", "CustomerClass"), "BANS_USE": ("Agency", "Technology"), "OWNS": ("Company", "Company"), "PART_OF": ("Agency", "Agency"),
           "MAKES": ("Company", "Product"), "OF_TECHNOLOGY": ("Product", "Technology"), "HAS_ROLE": ("Person", "Company"), "RESELLS": ("Company", "Company"),
           "REGULATORY_BAN": ("Agency", "Company")}  # fmt: skip


def claim(type: str, subject: str, object: str, **more: Any) -> Claim:
    """A claim of document d1, of the labels that its type usually joins."""
    labels = _LABELS.get(type, ("Company", "Agency"))
    known = {"subject_type": labels[0], "object_type": labels[1], "document": "d1", "quote": f"{subject} {type} {object}", "reported": "2022-01-01"}
    return Claim(type=type, subject=subject, object=object, **{**known, **more})


def agency(name: str, level: str, function: str, jurisdiction: str = "US", **more: str) -> Entity:
    """An entity line of an agency."""
    return Entity(type="Agency", name=name, properties={"level": level, "function": function, "jurisdiction": jurisdiction, **more})


def graph_of(tmp_path: Path, *batches: Batch) -> Graph:
    """The graph after loading the batches, in their order, into a fresh ledger."""
    book = ledger.Ledger(tmp_path)
    for batch in batches:
        book.append(batch)
    return build.build(book.live(), reference.load())


def batch(*records: Claim | Entity | Document, documents: tuple[Document, ...] | None = None) -> Batch:
    """A batch of claims, entities and documents; without a document: d1."""
    given = tuple(r for r in records if isinstance(r, Document)) or documents or (document(),)
    return Batch(documents=given, entities=tuple(r for r in records if isinstance(r, Entity)), claims=tuple(r for r in records if isinstance(r, Claim)))


def edges(graph: Graph, *types: str) -> list[dict[str, Any]]:
    """Edges of some types as rows."""
    return [e for e in graph.edges.to_pylist() if e["type"] in types]


def verdicts(graph: Graph) -> dict[tuple[str, str, str], dict[str, Any]]:
    """Verdicts by issuer of the ban, vendor and agency."""
    return {(v["issuer"], v["vendor"], v["agency"]): v for v in graph.nodes["Coverage"].to_pylist()}
