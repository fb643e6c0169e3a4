"""Claims and ids become facts: the nodes and edges that analysts query. Table expressions; nothing is stored here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from graph import assign, changes, dates, schema, tables
from graph.reference import Reference
from graph.resolve import PRODUCT, Resolution, declared, resolve

_ = ibis._
_RANK = {name: i for i, name in enumerate(schema.FACTUALITIES)}
_DAY = {e.name: e.day for e in schema.EDGE_TYPES}
_FACT_FIELDS = tables.arrow_schema(schema.FACT_PROPERTIES)

#: A fact before it becomes an edge: what its claims say, gathered.
FACTS = pa.schema([
    pa.field("type", pa.string()), pa.field("polarity", pa.string()), pa.field("subject_id", pa.string()), pa.field("object_id", pa.string()),
    *_FACT_FIELDS, pa.field("own_date", pa.string()),
])  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Derived:
    """Facts, which claims each rests on, and who is who."""

    facts: pa.Table
    support: pa.Table
    """claim_id, fact_id"""
    resolution: Resolution
    documents: pa.Table
    claims: pa.Table


def names_in(claims: pa.Table) -> set[tuple[str, str]]:
    """(label, name) of all that claims speak of."""
    pairs: set[tuple[str, str]] = set()
    for label, name in (("subject_type", "subject"), ("object_type", "object")):
        pairs |= set(zip(claims[label].to_pylist(), claims[name].to_pylist(), strict=True))
    return pairs | {(PRODUCT, p) for p in claims["product"].unique().to_pylist() if p}


def derive(live: Mapping[str, pa.Table], reference: Reference) -> Derived:
    """Facts of what the ledger holds. Claims that wait for a review are left out."""
    claims = _accepted(live["claims"])
    resolution = resolve(declared(live["entities"].to_pylist()), names_in(claims), reference)
    con = ibis.duckdb.connect()
    identified = _identified(con, claims, live["documents"], resolution)
    placed = con.create_table("placed", _placed(con, identified), temp=True)
    gathered = _facts(placed).to_pyarrow().cast(FACTS)
    facts, support = changes.apply(gathered, placed.select(claim_id=_.id, fact_id=_.fact_id).to_pyarrow())
    facts = _bounded(_with_technology(_named(facts, resolution), technologies(facts, reference)))
    return Derived(facts=facts.sort_by("id"), support=support, resolution=resolution, documents=live["documents"], claims=claims)


def _accepted(claims: pa.Table) -> pa.Table:
    return claims.filter(pc.equal(claims["decision"], "accept"))


# -- who and when ---------------------------------------------------------------------------------


def _identified(con: Any, claims: pa.Table, documents: pa.Table, resolution: Resolution) -> Any:
    """Claims with the ids of their parties, their publisher, and start and end as a fact has them."""
    everywhere = _memtable([(*k, v) for k, v in resolution.everywhere.items()], ("label", "name", "id"))
    local = _memtable([(*k, v) for k, v in resolution.in_document.items()], ("document", "label", "name", "id"))
    table = con.create_table("claims", ibis.memtable(claims), temp=True)
    for label, name, column in (
        (_.subject_type, _.subject, "subject_id"),
        (_.object_type, _.object, "object_id"),
        (ibis.literal(PRODUCT), _.product, "thing_id"),
    ):
        table = _with_id(table, label, name, column, everywhere, local)
    publishers = ibis.memtable(documents.select(["id", "publisher"]).rename_columns(["publisher_of", "publisher"]))
    table = table.left_join(publishers, table.document == publishers.publisher_of)
    return _dated(table.mutate(publisher=ibis.coalesce(_.publisher, _.document)))


def _memtable(rows: Iterable[tuple[str, ...]], columns: tuple[str, ...]) -> Any:
    rows = sorted(rows)
    return ibis.memtable(pa.table({c: pa.array([r[i] for r in rows], pa.string()) for i, c in enumerate(columns)}))


def _with_id(table: Any, label: Any, name: Any, column: str, everywhere: Any, local: Any) -> Any:
    table = table.mutate(_label=label, _name=name)
    wide = everywhere.rename(_e_label="label", _e_name="name", _e_id="id")
    near = local.rename(_l_document="document", _l_label="label", _l_name="name", _l_id="id")
    joined = table.left_join(wide, [table._label == wide._e_label, table._name == wide._e_name])
    joined = joined.left_join(near, [joined.document == near._l_document, joined._label == near._l_label, joined._name == near._l_name])
    return joined.mutate(**{column: ibis.coalesce(_._l_id, _._e_id)}).drop(
        "_label", "_name", "_e_label", "_e_name", "_e_id", "_l_document", "_l_label", "_l_name", "_l_id"
    )


def _dated(table: Any) -> Any:
    """A lone date is the fact's start, its end, or both, as the type says."""
    ends = [t for t, day in _DAY.items() if day == "end"]
    both = [t for t, day in _DAY.items() if day == "both"]
    lone = _.start.isnull() & _.end.isnull()
    return table.mutate(
        fact_start=ibis.coalesce(_.start, ibis.ifelse(_.type.isin(ends), None, _.date)),
        fact_end=ibis.coalesce(_.end, ibis.ifelse(_.type.isin(ends) | (_.type.isin(both) & lone), _.date, None)),
    )


# -- one fact or two ------------------------------------------------------------------------------


def _text(value: Any) -> Any:
    return ibis.coalesce(value.cast("string"), "")


def _placed(con: Any, claims: Any) -> Any:
    """Each claim with the id and the signature of its fact."""
    parts = [_.polarity, _.type, _.subject_id, _.object_id, _text(_.thing_id), _text(ibis.ifelse(_.type == "HAS_ROLE", _.role, None)), _text(_.award_id)]
    signature = [_text(_.fact_start), _text(_.fact_end), _text(_.amount), ibis.ifelse(_.amount.isnull(), "", _text(_.currency)), _text(_.kind)]
    keyed = claims.mutate(fact_key=_joined(parts, "\x1f"), claim_signature=_joined(signature, "|"))
    keyed = con.create_table("keyed", keyed, temp=True)
    many = keyed.group_by("fact_key").having(_.claim_signature.nunique() > 1).agg(n=_.count()).select("fact_key")
    open_pairs = keyed.semi_join(many, "fact_key").select("fact_key", "claim_signature").distinct().to_pyarrow()
    found = assign.assign(zip(open_pairs["fact_key"].to_pylist(), open_pairs["claim_signature"].to_pylist(), strict=True))
    assigned = _memtable([(*k, v) for k, v in found.items()], ("a_key", "a_claim", "a_fact"))
    placed = keyed.left_join(assigned, [keyed.fact_key == assigned.a_key, keyed.claim_signature == assigned.a_claim])
    placed = placed.mutate(signature=ibis.coalesce(_.a_fact, _.claim_signature)).drop("a_key", "a_claim", "a_fact")
    return placed.mutate(fact_id="fact:" + (_.fact_key + "|" + _.signature).hexdigest("md5").substr(0, 20))


def _joined(parts: list[Any], separator: str) -> Any:
    joined = parts[0]
    for part in parts[1:]:
        joined = joined + separator + part
    return joined


# -- what the claims of a fact say together -------------------------------------------------------


def _facts(placed: Any) -> Any:
    """One row per fact. Where claims differ, the best one speaks: the firmest, then the surest, then the earliest."""
    rank = _.factuality.cases(*_RANK.items(), else_=len(_RANK))
    ordered = placed.mutate(
        rank=rank,
        place=ibis.row_number().over(order_by=[rank, _.confidence.desc(), _.verified.desc(), _.reported.asc(nulls_first=False), _.id]),
        exempts=ibis.ifelse(_.exempts.length() > 0, _.exempts, None),
        own_date=ibis.coalesce(_.date, _.reported),
    )
    best = {c: _[c].first(order_by=_.place) for c in ("amount_kind", "until", "exempts", "purpose", "applies_to", "relevance", "role", "award_id")}
    facts = ordered.group_by("fact_id").agg(
        **{c: _[c].first(order_by=_.place) for c in ("type", "polarity", "subject_id", "object_id", "thing_id", "product", "signature", "quote", "factuality")},
        **best,
        document_id=_.document.first(order_by=_.place),
        confidence=_.confidence.max(), sources=_.publisher.nunique(), first_reported=_.reported.min(), last_reported=_.reported.max(),
        own_date=_.own_date.min(),
    )  # fmt: skip
    return _typed(_signed(facts))


def _signed(facts: Any) -> Any:
    """Start, end, amount, currency and kind out of the signature."""
    parts = _.signature.split("|")
    return facts.mutate(**{c: parts[i].nullif("") for i, c in enumerate(("start", "end", "amount", "currency", "kind"))}).mutate(
        amount=_.amount.cast("float64")
    )


def _typed(facts: Any) -> Any:
    """The columns of FACTS, those that later steps fill still empty."""
    is_technology = _.thing_id.startswith("technology:")
    known = facts.mutate(
        id=_.fact_id, product_id=ibis.ifelse(is_technology, None, _.thing_id), technology_id=ibis.ifelse(is_technology, _.thing_id, None),
    )  # fmt: skip
    empty = {f.name: ibis.null(ibis.dtype(_ibis_type(f.type))) for f in FACTS if f.name not in known.columns}
    return known.mutate(**empty).select(*FACTS.names)


def _ibis_type(type: pa.DataType) -> str:
    return {pa.string(): "string", pa.float64(): "float64", pa.int64(): "int64", pa.bool_(): "boolean", pa.date32(): "date"}.get(type, "array<string>")


# -- what follows from the rest -------------------------------------------------------------------


def technologies(facts: pa.Table, reference: Reference) -> dict[str, tuple[str, ...]]:
    """Technologies of each product: what sources say of it, else what the reference tables say."""
    said = facts.filter((pc.field("type") == "OF_TECHNOLOGY") & (pc.field("polarity") == "asserted") & pc.field("factuality").isin(schema.FIRM))
    found: dict[str, set[str]] = {}
    for product, technology in zip(said["subject_id"].to_pylist(), said["object_id"].to_pylist(), strict=True):
        found.setdefault(product, set()).add(technology)
    known: dict[str, set[str]] = {}
    for link in reference.links:
        if link.type == "OF_TECHNOLOGY":
            known.setdefault(link.subject, set()).add(link.object)
    return {product: tuple(sorted(of)) for product, of in (known | found).items()}


def _named(facts: pa.Table, resolution: Resolution) -> pa.Table:
    """The canonical name of the product or the technology, instead of the name as claimed."""
    names = {id: t.name for id, t in resolution.things.items() if t.label in ("Product", "Technology")}
    product = _looked_up(pc.coalesce(facts["product_id"], facts["technology_id"]), names, pa.string())
    return facts.set_column(facts.schema.get_field_index("product"), "product", product)


def _with_technology(facts: pa.Table, of: Mapping[str, tuple[str, ...]]) -> pa.Table:
    """A product with exactly one technology brings it to the fact."""
    one = {product: kinds[0] for product, kinds in of.items() if len(kinds) == 1}
    technology = pc.coalesce(facts["technology_id"], _looked_up(facts["product_id"], one, pa.string()))
    return facts.set_column(facts.schema.get_field_index("technology_id"), "technology_id", technology)


def _looked_up(column: pa.ChunkedArray, values: Mapping[str, Any], type: pa.DataType) -> pa.ChunkedArray:
    """The value of each cell, null where there is none."""
    keys, found = pa.array(list(values), pa.string()), pa.array(list(values.values()), type)
    return pc.take(found, pc.index_in(column, keys)) if len(keys) else pa.chunked_array([pa.nulls(len(column), type)])


def _bounded(facts: pa.Table) -> pa.Table:
    """The four bounds. Where a start is unknown, the earliest report is the latest day on which it began (rule 15)."""
    day = pa.date32()
    texts = {t for c in ("start", "end", "first_reported", "last_reported") for t in facts[c].unique().to_pylist() if t}
    bounds = {t: dates.parse(t) for t in texts}
    first, last = {t: b.earliest for t, b in bounds.items()}, {t: b.latest for t, b in bounds.items()}
    began = pc.and_(pc.equal(facts["polarity"], "asserted"), pc.is_in(facts["factuality"], pa.array([*schema.FIRM, "alleged"])))
    ended = pc.is_valid(facts["ended_by"])
    nothing = pa.nulls(len(facts), day)
    columns = {
        "start_earliest": _looked_up(facts["start"], first, day),
        "start_latest": pc.coalesce(_looked_up(facts["start"], last, day), pc.if_else(began, _looked_up(facts["first_reported"], last, day), nothing)),
        "end_earliest": _looked_up(facts["end"], first, day),
        "end_latest": pc.coalesce(_looked_up(facts["end"], last, day), pc.if_else(ended, _looked_up(facts["last_reported"], last, day), nothing)),
    }
    for name, column in columns.items():
        facts = facts.set_column(facts.schema.get_field_index(name), facts.schema.field(name), column)
    return facts
