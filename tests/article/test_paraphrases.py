"""Many wordings about vendors and agencies that do not exist: nothing false is read, and most of what is said is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.claims import Claim, Document
from graph.names import fingerprint
from loaders.article import extract

HERE = Path(__file__).parent
#: As the files say: a Wednesday.
PUBLISHED = "2024-05-15"
#: How much of what is said must be read, of sentences and of short articles. What is measured is a little above.
RECALL = {"paraphrases": 0.88, "articles": 0.5}


def items(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.load((HERE / f"{name}.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return found


def read(item: dict[str, Any]) -> list[Claim]:
    return [c for c in extract(Document(id="d", text=item["text"], published=item.get("published", PUBLISHED))).claims if c.decision == "accept"]


def said(item: dict[str, Any]) -> Iterator[tuple[str, str, str, str, str]]:
    """Type, parties, polarity and factuality of each claim that a careful reader takes, those that are known to be missed included."""
    for claim in (*item.get("claims", []), *(item["missed"] if isinstance(item.get("missed"), list) else [])):
        type = next(k for k in claim if k.isupper())
        subject, object = claim[type]
        yield type, fingerprint(subject, "Company"), fingerprint(object, "Agency"), claim.get("polarity", "asserted"), claim.get("factuality", "actual")


def key(claim: Claim) -> tuple[str, str, str, str]:
    return claim.type, fingerprint(claim.subject, "Company"), fingerprint(claim.object, "Agency"), claim.polarity


@pytest.mark.parametrize("item", items("paraphrases"), ids=lambda i: i["text"][:60])
def test_a_sentence_yields_no_claim_that_it_does_not_make(item: dict[str, Any]) -> None:
    known = {s[:4] for s in said(item)}
    assert not [key(c) for c in read(item) if key(c) not in known]


@pytest.mark.parametrize("name", RECALL)
def test_most_of_what_is_said_is_read(name: str) -> None:
    wanted = found = 0
    for item in items(name):
        keys = {key(c) for c in read(item)}
        for claim in said(item):
            wanted += 1
            found += claim[:4] in keys
    assert found / wanted >= RECALL[name], f"{found} of {wanted}"


@pytest.mark.parametrize("item", [i for i in items("paraphrases") if list(said(i))], ids=lambda i: i["text"][:60])
def test_what_is_not_sure_is_never_read_as_sure(item: dict[str, Any]) -> None:
    sure = {s[:4]: s[4] for s in said(item)}
    for claim in read(item):
        if key(claim) in sure and sure[key(claim)] not in ("actual", "reported"):
            assert claim.factuality not in ("actual", "reported")
