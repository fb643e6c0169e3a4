"""The article that the project began with: all that it must give, nothing false."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from pathlib import Path

import pytest

from graph import claims
from graph.claims import Batch, Claim, Document
from loaders.article import extract, extract_path
from tests.build import shared


@pytest.fixture(scope="module")
def seed() -> Batch:
    return extract_path(shared() / "gold" / "articles" / "seed.txt", published="2020-06-17")


def accepted(batch: Batch) -> list[Claim]:
    return [c for c in batch.claims if c.decision == "accept"]


def test_every_required_claim_is_there_and_no_false_one(seed: Batch, tmp_path: Path) -> None:
    gold = shared() / "gold"
    for name in ("seed.txt", "seed.jsonl"):
        (tmp_path / "gold").mkdir(exist_ok=True)
        (tmp_path / "gold" / name).write_bytes((gold / "articles" / name).read_bytes())
    found = tmp_path / "found.jsonl"
    found.write_text("\n".join(claims.write(dataclasses.replace(c, document="seed") for c in accepted(seed))), encoding="utf-8")
    done = subprocess.run([sys.executable, gold / "score_articles.py", tmp_path / "gold", found, "--json"], capture_output=True, text=True, check=True)
    score = json.loads(done.stdout)
    assert (score["total"]["FN"], score["total"]["FP"], score["harmful"]["claims"]) == (0, 0, 0), score["errors"]
    assert score["grounding"]["rate"] == 1.0


def test_microsoft_never_sold_to_the_dea_and_amazon_is_not_said_to_have_sold_to_ice(seed: Batch) -> None:
    sales = {(c.subject, c.object, c.polarity, c.factuality) for c in accepted(seed) if c.type == "SOLD_TO"}
    assert ("Microsoft", "Drug Enforcement Administration", "denied", "actual") in sales
    assert {f for s, o, p, f in sales if s == "Amazon"} == {"alleged"}
    assert not [s for s in sales if s[:2] == ("Microsoft", "Drug Enforcement Administration") and s[2] == "asserted"]


def test_the_rules_have_their_class_kind_time_and_condition(seed: Batch) -> None:
    rules = {c.subject: c for c in accepted(seed) if c.type == "BANS_SALE"}
    assert (rules["Microsoft"].object, rules["Microsoft"].kind, rules["Microsoft"].date) == ("police", "conditional", "2020-06-11")
    assert "federal law" in (rules["Microsoft"].until or "")
    assert (rules["Amazon"].object, rules["Amazon"].kind, rules["Amazon"].start, rules["Amazon"].end) == ("police", "moratorium", "2020-06", "2021-06")
    assert (rules["IBM"].object, rules["IBM"].kind) == ("everyone", "exit")


def test_what_the_emails_show_is_dated_by_the_emails_and_not_by_their_release(seed: Batch) -> None:
    shown = {c.type: (c.date, c.start, c.end) for c in accepted(seed) if c.object == "Drug Enforcement Administration" and c.polarity == "asserted"}
    assert {shown[t] for t in ("MARKETED_TO", "DEMOED_TO", "PILOTED_BY")} == {(None, "2017-09", "2018-12")}


def test_the_release_day_of_a_source_is_not_the_day_of_the_sale() -> None:
    text = "Veridane Systems sold its face recognition software to the Harlow Bay Police Department, according to invoices released Wednesday."
    (sale,) = accepted(extract(Document(id="d", text=text, published="2024-05-16")))
    assert (sale.type, sale.date, sale.start) == ("SOLD_TO", None, None)


@pytest.mark.parametrize("verb", ["maintain", "keep", "extend"])
def test_a_vendors_announced_ban_is_a_rule_and_no_plan(verb: str) -> None:
    text = f"Veridane said on Tuesday that it will {verb} its ban on selling face recognition to police departments until Congress passes a law."
    rules = [c for c in extract(Document(id="d", text=text, published="2024-05-16")).claims if c.type == "BANS_SALE"]
    assert [(r.subject, r.object, r.factuality, r.kind) for r in rules] == [("Veridane", "police", "actual", "conditional")]
