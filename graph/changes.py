"""What later claims do to facts: a contract that ended, a ban whose wording changed, a fact that is denied.

Rules 2, 9 and 10 of the model. Few facts are touched, so they are taken out as rows, changed, and put back.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from graph import schema
from graph.assign import Signature
from graph.dates import Bounds, parse

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Changes:
    """Updates by fact id, new facts, and which claims support which further facts."""

    updates: dict[str, Row] = field(default_factory=dict)
    new: list[Row] = field(default_factory=list)
    support: list[tuple[str, str]] = field(default_factory=list)


def apply(facts: pa.Table, support: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Facts after what later claims say of them, and the claims that each rests on. CONTRACT_ENDED is no fact of its own."""
    claims_of = _claims_of(support, facts)
    steps: tuple[Callable[[pa.Table], Changes], ...] = (partial(_endings, claims_of=claims_of), _wordings, _disputes)
    for step in steps:
        changes = step(facts)
        facts = _with(facts, changes)
        support = _supported(support, changes)
    ended = _spent(facts)
    return facts.filter(pc.invert(pc.is_in(facts["id"], ended))), support.filter(pc.invert(pc.is_in(support["fact_id"], ended)))


def _spent(facts: pa.Table) -> pa.Array:
    """CONTRACT_ENDED that did its work. A denied or a merely planned end stays, as DENIED or UNCONFIRMED."""
    done = (pc.field("type") == "CONTRACT_ENDED") & (pc.field("polarity") == "asserted") & pc.field("factuality").isin(schema.FIRM)
    return facts.filter(done)["id"].combine_chunks()


def _rows(facts: pa.Table, types: Iterable[str], **equal: str) -> list[Row]:
    mask = pc.is_in(facts["type"], pa.array(list(types)))
    for column, value in equal.items():
        mask = pc.and_(mask, pc.equal(facts[column], value))
    rows: list[Row] = facts.filter(mask).to_pylist()
    return rows


def _claims_of(support: pa.Table, facts: pa.Table) -> dict[str, list[str]]:
    ended = facts.filter(pc.equal(facts["type"], "CONTRACT_ENDED"))["id"].combine_chunks()
    found: dict[str, list[str]] = defaultdict(list)
    for row in support.filter(pc.is_in(support["fact_id"], ended)).to_pylist():
        found[row["fact_id"]].append(row["claim_id"])
    return {fact: sorted(claims) for fact, claims in found.items()}


# -- contracts that ended -------------------------------------------------------------------------


def _endings(facts: pa.Table, claims_of: Mapping[str, list[str]]) -> Changes:
    ended = [r for r in _rows(facts, ["CONTRACT_ENDED"], polarity="asserted") if r["factuality"] in schema.FIRM]
    if not ended:
        return Changes()
    changes = Changes()
    deals = _deals_of({(e["subject_id"], e["object_id"]) for e in ended}, facts)
    for end in sorted(ended, key=lambda e: (_end_day(e), e["id"])):
        _close(end, deals[end["subject_id"], end["object_id"]], claims_of[end["id"]], changes)
    return changes


def _deals_of(pairs: set[tuple[str, str]], facts: pa.Table) -> dict[tuple[str, str], list[Row]]:
    sellers = pa.array(sorted({s for s, _ in pairs}))
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in _rows(facts.filter(pc.is_in(facts["subject_id"], sellers)), schema.DEALS, polarity="asserted"):
        found[row["subject_id"], row["object_id"]].append(row)
    return found


def _end_day(row: Row) -> str:
    return parse(row["end"]).latest.isoformat() if row["end"] else row["last_reported"] or "9999"


def _close(end: Row, deals: list[Row], claims: list[str], changes: Changes) -> None:
    """Close the open deals that the claim speaks of; without any, it shows a sale that has ended already."""
    meant = _meant(end, deals)
    if not any(d["factuality"] in schema.FIRM for d in meant):
        made = _ended_sale(end)
        changes.new.append(made)
        deals.append(made)
        meant = [*meant, made]
    for deal in meant:
        if deal["end"] is None and deal["ended_by"] is None:
            deal["end"], deal["ended_by"] = end["end"], claims[0]
            reported = max(filter(None, (deal["last_reported"], end["last_reported"])), default=None)
            changes.updates[deal["id"]] = {"end": end["end"], "ended_by": claims[0], "last_reported": reported}
        changes.support.extend((claim, deal["id"]) for claim in claims)


def _meant(end: Row, deals: list[Row]) -> list[Row]:
    """Deals with that product; where none has it, those of which no product is known; all if the claim names none."""
    in_time = [d for d in deals if _may_end_then(d, end)]
    if not _thing(end):
        return in_time
    return [d for d in in_time if _thing(d) == _thing(end)] or [d for d in in_time if not _thing(d)]


def _thing(row: Row) -> str | None:
    thing: str | None = row["product_id"] or row["technology_id"]
    return thing


def _may_end_then(deal: Row, end: Row) -> bool:
    """It is open and began no later, or a source has the same end for it."""
    if deal["end"] is None:
        return not (deal["start"] and end["end"]) or parse(deal["start"]).earliest <= parse(end["end"]).latest
    return bool(end["end"]) and _overlap(parse(deal["end"]), parse(end["end"]))


def _overlap(a: Bounds, b: Bounds) -> bool:
    return a.earliest <= b.latest and b.earliest <= a.latest


def _ended_sale(end: Row) -> Row:
    key = "\x1f".join(("asserted", "SOLD_TO", end["subject_id"], end["object_id"], _thing(end) or "", "", end["award_id"] or ""))
    signature = Signature(end=end["end"] or "")
    return end | {"id": fact_id(key, str(signature)), "type": "SOLD_TO", "kind": None, "start": None}


def fact_id(key: str, signature: str) -> str:
    """The id of a fact by its key and its signature, as `derive` makes it."""
    return "fact:" + hashlib.md5(f"{key}|{signature}".encode(), usedforsecurity=False).hexdigest()[:20]


# -- bans whose wording changed -------------------------------------------------------------------


def _wordings(facts: pa.Table) -> Changes:
    """The same ban with a new kind: from its own date on the newer wording holds."""
    bans: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in _rows(facts, schema.BANS, polarity="asserted"):
        if row["factuality"] in schema.FIRM and row["start"]:
            bans[row["type"], row["subject_id"], row["object_id"], _thing(row), row["start"]].append(row)
    changes = Changes()
    for same in bans.values():
        changes.updates.update(_successive(sorted(same, key=lambda r: (r["own_date"] or "", r["id"]))))
    return changes


def _successive(wordings: list[Row]) -> Iterator[tuple[str, Row]]:
    begins = {r["id"]: r["start"] for r in wordings}
    for older, newer in pairwise(wordings):
        day = newer["own_date"]
        if day and older["kind"] != newer["kind"] and parse(day).earliest > parse(older["start"]).latest:
            begins[newer["id"]] = day
            yield newer["id"], {"start": day}
            if not older["end"] or parse(older["end"]).earliest > parse(day).latest:
                yield older["id"], {"start": begins[older["id"]], "end": day}


# -- facts that are denied ------------------------------------------------------------------------


def _disputes(facts: pa.Table) -> Changes:
    """A denial of the same thing, at a time that the fact may have held, makes the fact disputed. A denied purpose does not deny the use."""
    denials: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in facts.filter(pc.equal(facts["polarity"], "denied")).to_pylist():
        denials[row["type"], row["subject_id"], row["object_id"]].append(row)
    subjects = pa.array(sorted({s for _, s, _ in denials}), pa.string())
    asserted = facts.filter(pc.and_(pc.equal(facts["polarity"], "asserted"), pc.is_in(facts["subject_id"], subjects))).to_pylist()
    disputed = (r["id"] for r in asserted if any(_denies(d, r) for d in denials[r["type"], r["subject_id"], r["object_id"]]))
    return Changes(updates={i: {"disputed": True} for i in disputed})


def _denies(denial: Row, fact: Row) -> bool:
    same = not _thing(denial) or not _thing(fact) or _thing(denial) == _thing(fact)
    purpose = not denial["purpose"] or denial["purpose"] == fact["purpose"]
    return same and purpose and _may_meet(denial, fact)


def _may_meet(a: Row, b: Row) -> bool:
    """Whether two facts may hold on one day. A start alone is a moment for a denial, an open end for a deal."""
    first, last = (parse(a["start"]).earliest, parse(a["end"] or a["start"]).latest) if a["start"] else (None, None)
    begun = not (b["start"] and last) or parse(b["start"]).earliest <= last
    lasting = not (b["end"] and first) or parse(b["end"]).latest >= first
    return begun and lasting


# -- putting it back ------------------------------------------------------------------------------


def _with(facts: pa.Table, changes: Changes) -> pa.Table:
    touched = [r | changes.updates[r["id"]] for r in facts.filter(pc.is_in(facts["id"], pa.array(list(changes.updates), pa.string()))).to_pylist()]
    made = [r | changes.updates.get(r["id"], {}) for r in changes.new]
    if not touched and not made:
        return facts
    kept = facts.filter(pc.invert(pc.is_in(facts["id"], pa.array([r["id"] for r in touched + made], pa.string()))))
    return pa.concat_tables([kept, pa.Table.from_pylist(_unique(touched + made), schema=facts.schema)])


def _unique(rows: list[Row]) -> list[Row]:
    return list({r["id"]: r for r in rows}.values())


def _supported(support: pa.Table, changes: Changes) -> pa.Table:
    if not changes.support:
        return support
    pairs = sorted(set(changes.support))
    return pa.concat_tables([support, pa.table({"claim_id": [c for c, _ in pairs], "fact_id": [f for _, f in pairs]}, schema=support.schema)])
