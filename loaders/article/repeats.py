"""What is said twice: one claim for each thing said, and no candidate for what is claimed already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph import schema
from graph.claims import Candidate, Claim

#: Edge types that speak of a vendor and a customer.
DEALS = ("SOLD_TO", "USED_BY", "PILOTED_BY", "MARKETED_TO", "DEMOED_TO", "PARTNERED_WITH", "CONTRACT_ENDED")


def without_repeats(claims: Iterable[Claim]) -> list[Claim]:
    """One claim for each thing said: of several the one that says most; no use where the same pair has a sale."""
    best: dict[tuple[str, str, str, str], Claim] = {}
    claims = list(claims)
    towns = {c.object for c in claims if c.type in DEALS}
    for claim in claims:
        key = (claim.type, claim.subject, _town(claim.object, towns) if claim.type in DEALS else claim.object, claim.polarity)
        if key not in best or (_weight(claim), len(claim.object)) > (_weight(best[key]), len(best[key].object)):
            best[key] = claim
    best = {key: _with_start(claim, claims) for key, claim in best.items()}
    sold = {(c.subject, c.object) for c in best.values() if c.type == "SOLD_TO" and c.polarity == "asserted" and c.factuality in schema.FIRM}
    ended = {(c.subject, c.object, c.quote_start) for c in best.values() if c.type == "CONTRACT_ENDED"}
    return [
        c
        for c in best.values()
        if not (c.type == "USED_BY" and c.polarity == "asserted" and ((c.subject, c.object) in sold or (c.subject, c.object, c.quote_start) in ended))
    ]


def _town(agency: str, all_agencies: set[str]) -> str:
    """The town whose body this is, where the document has the same said of the town: "Orlando" and its police department."""
    for name in sorted(all_agencies, key=len):
        if name != agency and (agency.startswith(name + " ") or agency in (f"City of {name}", f"Town of {name}")):
            return name
    return agency


def _is_body(name: str) -> float:
    """A force or a council says more than its town."""
    return float(name.count(" ") > 1)


def _with_start(claim: Claim, claims: list[Claim]) -> Claim:
    """A rule of which only the end is told here takes the start that another sentence gives it."""
    if claim.type not in schema.BANS or claim.end is None or claim.date or claim.start:
        return claim
    other = next(
        (c for c in claims if (c.type, c.subject, c.object, c.polarity) == (claim.type, claim.subject, claim.object, claim.polarity) and (c.date or c.start)),
        None,
    )
    if other is None:
        return claim
    return replace(claim, date=other.date, start=other.start, reasons=(*claim.reasons, "the start is told in another sentence"))


def _weight(claim: Claim) -> tuple[float, ...]:
    known = sum(v is not None for v in (claim.date, claim.start, claim.end, claim.amount, claim.product, claim.until))
    firm = claim.factuality in schema.FIRM
    return (
        float(claim.rule == "ban-lifted"),
        float(firm),
        _is_body(claim.object),
        round(claim.confidence, 1),
        known,
        claim.confidence,
        -(claim.quote_start or 0),
    )


def only_new(candidates: Iterable[Candidate], claims: Iterable[Claim]) -> Iterator[Candidate]:
    """Candidates for passages of which no claim of their type was made, each passage and type once."""
    seen = {(c.quote_start, c.type) for c in claims}
    for candidate in candidates:
        key = (candidate.quote_start, str(candidate.guess.get("type")))
        if key not in seen:
            seen.add(key)
            yield candidate
