"""Invented claims of any number: vendors, agencies, products, deals and bans, with a few hubs as in life."""

from __future__ import annotations

import random
from collections.abc import Iterator

from graph.claims import Batch, Claim, Document, Entity

_STATES = ("CA", "TX", "NY", "FL", "IL", "OH", "PA", "GA")
_TECHNOLOGIES = ("face recognition", "licence plate readers", "gunshot detection", "drones", "location data")
#: So many vendors have a ban, and so many deals are theirs, at every size: the answer to the main question does not grow.
_BANS = 20
_BANNED_DEALS = 2_000


def batch(count: int, seed: int = 1) -> Batch:
    """`count` claims in record documents, of count/500 vendors (at least 40) and count/50 agencies (at least 200)."""
    chance = random.Random(seed)
    vendors = [f"Vendor {i} Systems" for i in range(max(40, count // 500))]
    agencies = list(_agencies(max(200, count // 50)))
    documents = tuple(Document(id=f"file-{i}", title=f"File {i}", publisher=f"Publisher {i}", published="2024-06-01", kind="record") for i in range(20))
    entities = (*agencies, *(Entity(type="Company", name=v) for v in vendors), *(Entity(type="Product", name=f"Product {i}") for i in range(200)))
    return Batch(documents=documents, entities=entities, claims=tuple(_claims(count, vendors, agencies, chance)))


def _agencies(count: int) -> Iterator[Entity]:
    for i in range(count):
        federal = i % 10 == 0
        place = {"jurisdiction": "US"} if federal else {"jurisdiction": f"US-{_STATES[i % 8]}", "place": f"Town {i}"}
        kind = {"level": "federal", "function": "police" if i % 20 else "immigration"} if federal else {"level": "municipal", "function": "police"}
        yield Entity(type="Agency", name=f"Agency {i}", properties={**kind, **place})


def _claims(count: int, vendors: list[str], agencies: list[Entity], chance: random.Random) -> Iterator[Claim]:
    for i in range(200):
        yield _claim("OF_TECHNOLOGY", f"Product {i}", "Product", _TECHNOLOGIES[i % 5], "Technology", i)
    for i in range(_BANS):
        yield _claim("BANS_SALE", vendors[i], "Company", "police", "CustomerClass", i, product=_TECHNOLOGIES[0], kind="ban", start="2020-06-10")
    for i in range(200 + _BANS, count):
        vendor = vendors[i % _BANS] if i < _BANNED_DEALS else vendors[min(_BANS + int(len(vendors) * chance.random() ** 2), len(vendors) - 1)]
        agency = agencies[int(len(agencies) * chance.random() ** 2)]
        start = f"{chance.randint(2012, 2023)}-{chance.randint(1, 12):02}"
        more = {
            "product": f"Product {chance.randrange(200)}",
            "kind": "contract",
            "start": start,
            "amount": float(chance.randrange(10_000, 9_000_000)),
            "currency": "USD",
        }
        yield _claim("SOLD_TO", vendor, "Company", agency.name, "Agency", i, award_id=f"AWARD-{i}", **more)


def _claim(type: str, subject: str, subject_type: str, object: str, object_type: str, i: int, **more: object) -> Claim:
    return Claim(
        type=type,
        subject=subject,
        subject_type=subject_type,
        object=object,
        object_type=object_type,
        document=f"file-{i % 20}",
        quote=f"row {i}",
        reported="2024-06-01",
        **more,
    )  # type: ignore[arg-type]
