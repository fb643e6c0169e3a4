"""The starter collection: it loads whole, every claim can be checked, and no sale is invented."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from graph import dates
from graph.claims import Batch, Claim, read

FOLDER = Path(__file__).parent.parent / "data" / "starter"
LONGEST_SENTENCE = 60
REFERENCE = {"Company": "companies.csv", "Agency": "agencies.csv", "Product": "products.csv", "Technology": "technologies.csv"}


@pytest.fixture(scope="module")
def starter() -> Batch:
    return read(FOLDER / "starter.jsonl")


def _names(batch: Batch, label: str) -> set[str]:
    ends = ((c.subject, c.subject_type) for c in batch.claims), ((c.object, c.object_type) for c in batch.claims)
    return {name for side in ends for name, its_label in side if its_label == label}


def _column(table: str) -> set[str]:
    with (FOLDER.parent / table).open(encoding="utf-8", newline="") as stream:
        return {row["name"] for row in csv.DictReader(stream)}


def _pair(batch: Batch, subject: str, object: str) -> list[Claim]:
    return [c for c in batch.claims if (c.subject, c.object) == (subject, object)]


def test_it_loads_without_a_refusal_or_an_unknown_key(starter: Batch) -> None:
    assert starter.refusals == ()
    assert starter.notes == ()


def test_every_claim_stands_word_for_word_in_its_note(starter: Batch) -> None:
    assert [c.quote for c in starter.claims if not c.verified] == []


def test_every_document_has_an_address_a_publisher_a_date_and_a_licence(starter: Batch) -> None:
    for document in starter.documents:
        address = urlsplit(document.url or "")
        assert address.scheme in ("http", "https") and "." in address.netloc, document.id
        assert document.title and document.publisher and document.licence == "CC0-1.0", document.id
        assert document.published and dates.parse(document.published).latest.year >= 2010, document.id


def test_it_is_large_enough_to_be_of_use(starter: Batch) -> None:
    assert len(starter.claims) >= 60
    assert len(_names(starter, "Company")) >= 18
    assert len(_names(starter, "Agency")) >= 24


def test_every_note_belongs_to_one_document_and_every_document_to_a_claim(starter: Batch) -> None:
    paths = [d.path for d in starter.documents]
    assert sorted(f"notes/{p.name}" for p in (FOLDER / "notes").iterdir()) == sorted(p for p in paths if p)
    assert len(set(paths)) == len(paths)
    assert {d.id for d in starter.documents} == {c.document for c in starter.claims}


def test_every_name_is_in_the_reference_tables_or_on_an_entity_line(starter: Batch) -> None:
    for label, table in REFERENCE.items():
        known = _column(table) | {e.name for e in starter.entities if e.type == label}
        assert _names(starter, label) - known == set(), label


def test_every_product_of_a_claim_is_a_known_product_or_technology(starter: Batch) -> None:
    known = _column("products.csv") | _column("technologies.csv") | {e.name for e in starter.entities if e.type == "Product"}
    assert {c.product for c in starter.claims if c.product} - known == set()


def test_every_agency_has_a_level_a_function_and_a_jurisdiction(starter: Batch) -> None:
    agencies = [e for e in starter.entities if e.type == "Agency"]
    assert [e.name for e in agencies if not {"level", "function", "jurisdiction"} <= set(e.properties)] == []


def test_no_sentence_of_a_note_is_long(starter: Batch) -> None:
    for document in starter.documents:
        longest = max(len(s.split()) for s in re.split(r"(?<=[.!?])\s+", document.text or ""))
        assert longest <= LONGEST_SENTENCE, document.id


def test_what_has_happened_lies_before_its_source(starter: Batch) -> None:
    for claim in starter.claims:
        reported = dates.parse(claim.reported or "")
        happened = claim.date if claim.factuality != "planned" else None
        assert happened is None or dates.parse(happened).earliest <= reported.latest, claim.document
        assert reported.latest <= date(2026, 12, 31), claim.document


def test_no_sale_is_claimed_between_microsoft_and_the_dea(starter: Batch) -> None:
    claims = _pair(starter, "Microsoft", "Drug Enforcement Administration")
    assert {c.type for c in claims if c.polarity == "asserted"} == {"MARKETED_TO", "DEMOED_TO", "PILOTED_BY"}
    assert [(c.type, c.date) for c in claims if c.polarity == "denied"] == [("SOLD_TO", "2018-11")]


def test_amazon_offered_rekognition_to_ice_and_no_purchase_is_claimed(starter: Batch) -> None:
    claims = _pair(starter, "Amazon", "U.S. Immigration and Customs Enforcement")
    assert [(c.type, c.polarity) for c in claims] == [("MARKETED_TO", "asserted"), ("SOLD_TO", "denied")]


def test_each_amount_has_a_currency_and_says_what_it_is(starter: Batch) -> None:
    assert [c.document for c in starter.claims if (c.amount is None) != (c.currency is None) or (c.amount is None) != (c.amount_kind is None)] == []
