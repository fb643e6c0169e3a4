"""The whole graph as tables: what a store is to hold, computed from what the ledger holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from graph import schema
from graph.derive import Derived, derive, technologies
from graph.hierarchy import World, world
from graph.reference import Reference
from graph.verdicts import verdicts
from graph.whole import EDGE_SCHEMA, LABELS, NODE_SCHEMAS, Graph, label_of

Row = dict[str, Any]


def build(live: Mapping[str, pa.Table], reference: Reference) -> Graph:
    """The graph of what the ledger holds: facts, verdicts, evidence, and the reference data that they touch."""
    derived = derive(live, reference)
    around = _world(derived, reference)
    links = _links(derived, reference)
    used = _used(derived.facts, links, around)
    covered = list(verdicts(derived.facts, around))
    claims = _claim_nodes(derived)
    nodes = {label: NODE_SCHEMAS[label].empty_table() for label in schema.NODES if label != "Projection"}
    nodes |= _thing_nodes(used, around) | {"Claim": claims, "Coverage": _rows(covered, NODE_SCHEMAS["Coverage"])}
    nodes["Document"] = derived.documents.select(NODE_SCHEMAS["Document"].names)
    edges = [
        _fact_edges(derived.facts),
        _rows([*_link_edges(links, used), *_class_edges(used, around), *_verdict_edges(covered)], EDGE_SCHEMA),
        _from_edges(derived, claims),
    ]
    return Graph(nodes=nodes, edges=pa.concat_tables(edges), support=derived.support)


def _rows(rows: Iterable[Mapping[str, Any]], fields: pa.Schema) -> pa.Table:
    return pa.Table.from_pylist([dict(r) for r in rows], schema=fields)


def _world(derived: Derived, reference: Reference) -> World:
    kinds = pa.array(["PART_OF", "OWNS", "MAKES", "RESELLS"])
    firm = pc.field("type").isin(kinds) & (pc.field("polarity") == "asserted") & pc.field("factuality").isin(schema.FIRM)
    return world(derived.facts.filter(firm).to_pylist(), derived.resolution.things, reference, technologies(derived.facts, reference))


# -- nodes ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Link:
    """An edge of the reference tables."""

    type: str
    subject: str
    object: str
    source: str | None


def _links(derived: Derived, reference: Reference) -> list[_Link]:
    """Edges of the reference tables of which no source speaks. What sources say of a product's technology stands alone."""
    said = derived.facts.filter(pc.field("type").isin(["PART_OF", "MAKES", "OF_TECHNOLOGY"]) & (pc.field("polarity") == "asserted"))
    pairs = set(zip(*(said[c].to_pylist() for c in ("type", "subject_id", "object_id")), strict=True))
    typed = {s for t, s, _ in pairs if t == "OF_TECHNOLOGY"}
    links = (_Link(k.type, k.subject, k.object, k.source) for k in reference.links)
    return [k for k in links if (k.type, k.subject, k.object) not in pairs and not (k.type == "OF_TECHNOLOGY" and k.subject in typed)]


def _used(facts: pa.Table, links: list[_Link], around: World) -> set[str]:
    """Things that facts speak of, with their superiors, makers and technologies; and the classes, where there is an agency."""
    used = {i for c in ("subject_id", "object_id", "product_id", "technology_id") for i in facts[c].unique().to_pylist() if i}
    above = {s for i in used for s in around.above(i) if s in around.things}
    classes = around.known_classes if any(i.startswith("agency:") for i in used) else frozenset()
    used |= above | classes
    return (
        used
        | {k.object for k in links if k.type == "OF_TECHNOLOGY" and k.subject in used}
        | {k.subject for k in links if k.type == "MAKES" and k.object in used}
    )


def _thing_nodes(used: set[str], around: World) -> dict[str, pa.Table]:
    rows: dict[str, list[Row]] = {}
    for id in sorted(used):
        thing = around.things[id]
        rows.setdefault(thing.label, []).append({"id": id, "name": thing.name, "aliases": list(thing.aliases), **thing.properties})
    return {label: _rows(found, NODE_SCHEMAS[label]) for label, found in rows.items()}


def _claim_nodes(derived: Derived) -> pa.Table:
    """Claims of articles. Those of record files, of which there may be millions, stay in the ledger."""
    records = derived.documents.filter(pc.equal(derived.documents["kind"], "record"))["id"].combine_chunks()
    claims = derived.claims.filter(pc.invert(pc.is_in(derived.claims["document"], records)))
    facts = derived.support.group_by("claim_id").aggregate([("fact_id", "min")])
    place = pc.index_in(claims["id"], facts["claim_id"].combine_chunks())
    claims = claims.append_column("fact_id", pc.take(facts["fact_id_min"].combine_chunks(), place))
    return claims.select(NODE_SCHEMAS["Claim"].names)


# -- edges ----------------------------------------------------------------------------------------


def _fact_edges(facts: pa.Table) -> pa.Table:
    """Rule: only actual and reported assertions make the edge; others are UNCONFIRMED or DENIED and name it in `claim`."""
    denied = pc.equal(facts["polarity"], "denied")
    firm = pc.is_in(facts["factuality"], pa.array(schema.FIRM))
    type = pc.if_else(denied, "DENIED", pc.if_else(firm, facts["type"], "UNCONFIRMED"))
    plain = pc.and_(firm, pc.invert(denied))
    columns = {
        "type": type, "claim": pc.if_else(plain, pa.scalar(None, pa.string()), facts["type"]),
        "from_label": _labels(facts["subject_id"]), "from_id": facts["subject_id"], "to_label": _labels(facts["object_id"]), "to_id": facts["object_id"],
    }  # fmt: skip
    return pa.table({f.name: columns.get(f.name, facts[f.name] if f.name in facts.column_names else None) for f in EDGE_SCHEMA}, schema=EDGE_SCHEMA)


def _labels(ids: pa.ChunkedArray) -> pa.ChunkedArray:
    prefix = pc.list_element(pc.split_pattern(ids, ":", max_splits=1), 0) if len(ids) else ids
    return pc.take(pa.array(list(LABELS.values())), pc.index_in(prefix, pa.array(list(LABELS))))


def _edge(type: str, source: str, target: str, labels: tuple[str, str] | None = None, **more: Any) -> Row:
    from_label, to_label = labels or (label_of(source), label_of(target))
    key = hashlib.md5(f"{type}|{source}|{target}".encode(), usedforsecurity=False).hexdigest()[:20]
    return {"id": f"edge:{key}", "type": type, "from_label": from_label, "from_id": source, "to_label": to_label, "to_id": target, **more}


def _link_edges(links: Iterable[_Link], used: set[str]) -> Iterator[Row]:
    for link in links:
        if link.subject in used and link.object in used:
            yield _edge(
                link.type,
                link.subject,
                link.object,
                factuality="actual",
                confidence=1.0,
                reason=f"reference data: {link.source}" if link.source else "reference data",
            )


def _class_edges(used: set[str], around: World) -> Iterator[Row]:
    classes = sorted(around.known_classes)
    for agency in sorted(i for i in used if i.startswith("agency:")):
        for class_id in classes:
            reach = around.in_class(agency, class_id)
            if reach.answer != "no":
                yield _edge("IN_CLASS", agency, class_id, certainty=reach.answer, reason=reach.reason)


def _verdict_edges(covered: Iterable[Row]) -> Iterator[Row]:
    for row in covered:
        yield _edge("BOUND_BY", row["issuer_id"], row["id"], (label_of(row["issuer_id"]), "Coverage"))
        yield _edge("AT", row["id"], row["agency_id"], ("Coverage", "Agency"))


def _from_edges(derived: Derived, claims: pa.Table) -> pa.Table:
    documents = dict(zip(derived.claims["id"].to_pylist(), derived.claims["document"].to_pylist(), strict=True))
    return _rows((_edge("FROM", c, documents[c], ("Claim", "Document")) for c in claims["id"].to_pylist()), EDGE_SCHEMA)
