"""All verdicts: each ban held against each deal that it might reach, as Coverage nodes.

A vendor's ban might reach the deals of the vendor, of companies that it owned, and of those that resell
what it makes. A government's ban might reach the deals of the bodies that it may bind (rules 7 and 8).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from graph import schema
from graph.coverage import ALWAYS, Ban, Deal, Reach, Span, coverage
from graph.hierarchy import World, keys_of, span_of
from graph.names import fingerprint

Row = dict[str, Any]
_DEAL_DOUBT = "{seller} sells what {maker} makes; whether the maker's rule binds others is not said"


@dataclass(frozen=True, kw_only=True)
class _Pair:
    """A ban, a deal that it might reach, and what is known of the two together."""

    ban: Row
    deal: Row
    in_class: Reach
    owned: Span = ALWAYS
    doubts: tuple[str, ...] = ()


def verdicts(facts: pa.Table, world: World) -> Iterator[Row]:
    """Coverage rows, one for each pair, with the ids of who made the rule and of the agency in `issuer_id` and `agency_id`."""
    bans = _firm(facts, ("BANS_SALE", "BANS_USE"))
    deals = _relevant(facts, bans, world)
    index = _Deals(deals)
    seen: set[tuple[str, str]] = set()
    for pair in (p for ban in bans for p in _pairs(ban, index, world)):
        if (key := (pair.ban["id"], pair.deal["id"])) not in seen:
            seen.add(key)
            yield _row(pair, world)


def _firm(facts: pa.Table, types: Iterable[str]) -> list[Row]:
    mask = pc.and_(pc.is_in(facts["type"], pa.array(list(types))), pc.equal(facts["polarity"], "asserted"))
    rows: list[Row] = facts.filter(pc.and_(mask, pc.is_in(facts["factuality"], pa.array(schema.FIRM)))).to_pylist()
    return rows


def _relevant(facts: pa.Table, bans: list[Row], world: World) -> list[Row]:
    """Asserted deals with agencies, of vendors that a sale ban may reach, or at agencies that a use ban may bind."""
    vendors = {c for b in bans if b["type"] == "BANS_SALE" for c in _sellers(b["subject_id"], world)}
    issuers = {b["subject_id"] for b in bans if b["type"] == "BANS_USE"}
    mask = pc.and_(pc.is_in(facts["type"], pa.array(list(schema.DEALS))), pc.equal(facts["polarity"], "asserted"))
    deals = facts.filter(pc.and_(mask, pc.starts_with(facts["object_id"], "agency:")))
    agencies = [a for a in deals["object_id"].unique().to_pylist() if any(_binds(i, a, world) for i in issuers)] if issuers else []
    made = {p for p, makers in world.makers.items() if makers & vendors}
    wanted = pc.or_(pc.is_in(deals["subject_id"], pa.array(sorted(vendors | made), pa.string())), pc.is_in(deals["object_id"], pa.array(agencies, pa.string())))
    rows: list[Row] = deals.filter(pc.or_(wanted, pc.is_in(deals["product_id"], pa.array(sorted(made), pa.string())))).to_pylist()
    return rows


def _sellers(company: str, world: World) -> set[str]:
    resellers = {r for r, what in world.resells.items() if company in what or any(company in world.makers.get(p, ()) for p in what)}
    return {*world.family(company), *resellers}


class _Deals:
    """Deals by seller, by agency and by product."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.by: dict[str, dict[str, list[Row]]] = {c: defaultdict(list) for c in ("subject_id", "object_id", "product_id")}
        for row in rows:
            for column, index in self.by.items():
                if row[column]:
                    index[row[column]].append(row)
        self.agencies = sorted(self.by["object_id"])


def _pairs(ban: Row, deals: _Deals, world: World) -> Iterator[_Pair]:
    yield from _sale_pairs(ban, deals, world) if ban["type"] == "BANS_SALE" else _use_pairs(ban, deals, world)


# -- a vendor's own rule --------------------------------------------------------------------------


def _sale_pairs(ban: Row, deals: _Deals, world: World) -> Iterator[_Pair]:
    maker = ban["subject_id"]
    family = world.family(maker)
    for seller, owned in family.items():
        for deal in deals.by["subject_id"][seller]:
            yield _Pair(ban=ban, deal=deal, in_class=_named_in(ban, deal["object_id"], world), owned=owned)
    for deal in _of_others(maker, family, deals, world):
        doubt = _DEAL_DOUBT.format(seller=_name(deal["subject_id"], world), maker=_name(maker, world))
        yield _Pair(ban=ban, deal=deal, in_class=_named_in(ban, deal["object_id"], world), doubts=(doubt,))


def _of_others(maker: str, family: Mapping[str, Span], deals: _Deals, world: World) -> Iterator[Row]:
    """Deals of others with what the maker makes."""
    products = {p for p, makers in world.makers.items() if makers & set(family)}
    for product in sorted(products):
        yield from (d for d in deals.by["product_id"][product] + deals.by["subject_id"][product] if d["subject_id"] not in family)
    for reseller, what in world.resells.items():
        if maker in what and reseller not in family:
            yield from (d for d in deals.by["subject_id"][reseller] if not d["product_id"])


def _named_in(ban: Row, agency: str, world: World) -> Reach:
    target = ban["object_id"]
    if target.startswith("customerclass:"):
        return world.in_class(agency, target)
    return _part_of(agency, target, world)


def _part_of(agency: str, body: str, world: World) -> Reach:
    names = _name(agency, world), _name(body, world)
    if agency == body:
        return Reach(answer="yes", reason=f"the rule names {names[1]}")
    if body in world.above(agency):
        return Reach(answer="yes", reason=f"{names[0]} is part of {names[1]}")
    return Reach(answer="no", reason=f"the rule names {names[1]}; {names[0]} is not part of it")


# -- a government's rule --------------------------------------------------------------------------


def _use_pairs(ban: Row, deals: _Deals, world: World) -> Iterator[_Pair]:
    target = ban["object_id"]
    family = set(world.family(target)) if target.startswith("company:") else None
    for agency in deals.agencies:
        if reach := _bound(ban, agency, world):
            for deal in deals.by["object_id"][agency]:
                if family is None or deal["subject_id"] in family or family & world.makers.get(deal["product_id"] or "", frozenset()):
                    yield _Pair(ban=ban, deal=deal, in_class=reach)


def _bound(ban: Row, agency: str, world: World) -> Reach | None:
    """Whether the rule binds the agency; None where it cannot."""
    issuer = ban["subject_id"]
    if not ban["applies_to"]:
        return _binds(issuer, agency, world)
    target = _target(ban["applies_to"], world)
    if target is None:
        own = _binds(issuer, agency, world)
        return own and Reach(answer="unclear", reason=f"the rule binds {ban['applies_to']}; whether that means {_name(agency, world)} is not known")
    if target.startswith("agency:"):
        return reach if (reach := _part_of(agency, target, world)).answer == "yes" else None
    if not _within(agency, issuer, world):
        return None
    return reach if (reach := world.in_class(agency, target)).answer != "no" else None


def _target(name: str, world: World) -> str | None:
    """The class or the agency that a rule binds, by name."""
    for label in ("CustomerClass", "Agency"):
        key = fingerprint(name, label)
        found = {t.id for t in world.things.values() if t.label == label and key in {fingerprint(n, label) for n in (t.name, *t.aliases)}}
        if len(found) == 1:
            return found.pop()
    return None


def _within(agency: str, issuer: str, world: World) -> bool:
    """Whether the agency lies in the issuer's jurisdiction. A federal office is never a state's or a city's."""
    mine, theirs = (world.things[i].properties for i in (agency, issuer))
    if issuer in world.above(agency):
        return True
    if mine.get("level") in ("federal", "international") and theirs.get("level") not in ("federal", "foreign"):
        return False
    here, there = mine.get("jurisdiction") or "?", theirs.get("jurisdiction") or "!"
    same_place = theirs.get("level") not in ("municipal", "county") or (mine.get("place") or "?") == theirs.get("place")
    return (here == there or here.startswith(there + "-")) and same_place


def _binds(issuer: str, agency: str, world: World) -> Reach | None:
    """Rule 8: a government binds itself and its parts, through all levels; a state its cities only if it says so."""
    if issuer in world.above(agency):
        return _part_of(agency, issuer, world)
    if issuer not in world.things or agency not in world.things or not _within(agency, issuer, world):
        return None
    names, levels = (_name(issuer, world), _name(agency, world)), (world.level(issuer), world.level(agency))
    function = world.things[agency].properties.get("function")
    if levels == ("state", "state"):
        return Reach(answer="yes", reason=f"{names[1]} is a body of {names[0]}")
    if levels[0] == "state":
        return Reach(answer="unclear", reason=f"whether a rule of {names[0]} binds {names[1]}, which is no state body, is not said")
    if levels[0] == levels[1] and levels[0] in ("municipal", "county") and function in ("police", "sheriff"):
        return Reach(answer="yes", reason=f"{names[1]} polices {names[0]}")
    return None


# -- rows -----------------------------------------------------------------------------------------


def _row(pair: _Pair, world: World) -> Row:
    ban, deal = pair.ban, pair.deal
    verdict = coverage(_ban(ban, world), _deal(deal, world), pair.in_class, owned=pair.owned, doubts=pair.doubts)
    key = hashlib.md5(f"{ban['id']}|{deal['id']}".encode(), usedforsecurity=False).hexdigest()[:20]
    confirmed = deal["factuality"] in schema.FIRM
    return {
        "id": f"coverage:{key}", "verdict": verdict.verdict, "reason": verdict.reason, "timing": verdict.timing, "ban_id": ban["id"], "deal_id": deal["id"],
        "last_evidence": deal["last_reported"], "scope": f"{_name(ban['object_id'], world)}|{world.level(deal['object_id']) or 'unknown'}",
        "same_technology": verdict.technology, "in_class": verdict.in_class, "ban_type": ban["type"],
        "ban_technology_id": ban["technology_id"] or (ban["object_id"] if ban["object_id"].startswith("technology:") else None), "deal_type": deal["type"],
        "deal_factuality": deal["factuality"], "serves": confirmed and deal["type"] in schema.SERVES,
        "vendor": _name(deal["subject_id"], world), "vendor_id": deal["subject_id"], "issuer": _name(ban["subject_id"], world),
        "agency": _name(deal["object_id"], world), "ban": ban_words(ban, world), "deal": deal_words(deal),
        "deal_start": deal["start"], "ban_start": ban["start"], "quote": deal["quote"], "document_id": deal["document_id"], "ban_quote": ban["quote"],
        "ban_document_id": ban["document_id"], "issuer_id": ban["subject_id"], "agency_id": deal["object_id"],
        **{f"ban_{k}": ban[k] for k in _BOUNDS}, **{f"deal_{k}": deal[k] for k in _BOUNDS},
    }  # fmt: skip


_BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")


def _name(id: str, world: World) -> str:
    return world.things[id].name if id in world.things else id.partition(":")[2]


def _ban(row: Row, world: World) -> Ban:
    about = row["object_id"] if row["type"] == "BANS_USE" else row["product_id"] or row["technology_id"]
    kind = (about or "").partition(":")[0]
    products = frozenset({about}) if kind == "product" and about else frozenset()
    technologies = frozenset({about}) if kind == "technology" and about else frozenset(world.technologies.get(about or "", ()))
    return Ban(
        id=row["id"], type=row["type"], words=ban_words(row, world), products=products, technologies=technologies,
        vendors=frozenset(world.family(about)) if kind == "company" and about else frozenset(),
        exempts=frozenset(fingerprint(e, label) for e in row["exempts"] or () for label in ("Agency", "Product", "")),
        span=_ban_span(row), purpose=row["purpose"], subject_words=_name(about, world) if about else "all that it sells",
    )  # fmt: skip


def _ban_span(row: Row) -> Span:
    """When a ban holds. A moratorium has an end; where it is not known, the ban surely holds only at its start."""
    span = span_of(row)
    if row["kind"] == "moratorium" and row["end_latest"] is None:
        return replace(span, end_earliest=span.start_latest)
    return span


def _deal(row: Row, world: World) -> Deal:
    subject = row["subject_id"].partition(":")[0]
    product = row["product_id"] or (row["subject_id"] if subject == "product" else None)
    technology = row["technology_id"] or (row["subject_id"] if subject == "technology" else None)
    known = {technology} if technology else set(world.technologies.get(product or "", ()))
    related = [world.things[i] for i in (*world.above(row["object_id"]), *([product] if product else [])) if i in world.things]
    words = " or ".join(sorted(_name(t, world) for t in known)) or "something"
    return Deal(
        id=row["id"], vendor=row["subject_id"], product=product, makers=world.makers.get(product or "", frozenset()),
        technologies=frozenset(known), keys=frozenset(k for t in related for k in keys_of(t)), purpose=row["purpose"],
        span=span_of(row), subject_words=f"{_name(product, world)} ({words})" if product else words,
    )  # fmt: skip


def ban_words(row: Row, world: World) -> str:
    """The ban in a few words: "conditional rule on face recognition for police, since 2020-06-11, until a federal law"."""
    about = row["object_id"] if row["type"] == "BANS_USE" else row["product_id"] or row["technology_id"]
    whom = "" if row["type"] == "BANS_USE" else f" for {_name(row['object_id'], world)}"
    kind = {"conditional": "conditional ban", "indefinite": "indefinite ban", None: "ban"}.get(row["kind"], row["kind"])
    until = f", until {row['until']}" if row["until"] and not row["end"] else ""
    use = f" ({row['purpose']})" if row["purpose"] else ""
    return f"{kind} {'from' if row['kind'] == 'exit' else 'on'} {_name(about, world) if about else 'all that it sells'}{use}{whom}{when_words(row)}{until}"


def deal_words(row: Row) -> str:
    """The deal in a few words: "Azure Government, contract, since 2018-01"."""
    kind = {"SOLD_TO": row["kind"] or "sale", "USED_BY": "use", "PILOTED_BY": row["kind"] or "pilot", "PARTNERED_WITH": "partnership"}[row["type"]]
    sure = "" if row["factuality"] == "actual" else f"{row['factuality']} "
    return f"{row['product'] + ', ' if row['product'] else ''}{sure}{kind}{when_words(row)}"


def when_words(row: Mapping[str, Any]) -> str:
    """The time of a fact in words, empty where it is not known."""
    start, end = row["start"], row["end"]
    if start and start == end:
        return f", {_day_words(start)}"
    if start and end:
        return f", {start} to {end}" if "/" not in start + end else f", {_day_words(start)}, to {_day_words(end)}"
    return f", {_day_words(start, 'since ')}" if start else f", until {_day_words(end)}" if end else ""


def _day_words(text: str, before: str = "") -> str:
    first, slash, last = text.partition("/")
    return f"between {first} and {last}" if slash else f"{before}{text}"
