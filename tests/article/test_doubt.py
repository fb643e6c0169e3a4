"""Words that leave it open whether anything happened: what they stand with waits for a person."""

from __future__ import annotations

import pytest

from graph.claims import Document
from graph.schema import FIRM
from loaders.article import extract

OPEN = [
    "There is no evidence that Veridane sold face recognition to the Harlow Police Department.",
    "It is not true that Veridane sold face recognition to the Harlow Police Department.",
    "Reports that the Harlow Police Department bought face recognition from Veridane turned out to be untrue.",
    "The Harlow Police Department, but not the Brill Police Department, bought face recognition from Veridane.",
    "Veridane, and not Castellan AI, sold face recognition to the Harlow Police Department.",
    "Veridane has yet to sell its face recognition to the Harlow Police Department.",
    "Veridane almost sold its face recognition to the Harlow Police Department.",
    "In the novel, Veridane sold face recognition to the Harlow Police Department.",
]


@pytest.mark.parametrize("text", OPEN)
def test_nothing_firm_is_taken_where_the_words_leave_it_open(text: str) -> None:
    claims = extract(Document(id="d", text=text, published="2024-05-16")).claims
    firm = [c for c in claims if c.type in ("SOLD_TO", "USED_BY") and c.polarity == "asserted" and c.factuality in FIRM]
    assert all(c.decision == "review" and c.reasons for c in firm)


def test_what_only_unnamed_sources_say_is_alleged() -> None:
    (sale,) = extract(Document(id="d", text="Sources say the Harlow Police Department bought face recognition from Veridane.", published="2024-05-16")).claims
    assert sale.factuality == "alleged"


def test_a_plain_sentence_is_taken() -> None:
    (sale,) = extract(Document(id="d", text="Veridane sold face recognition to the Harlow Police Department.", published="2024-05-16")).claims
    assert (sale.type, sale.decision) == ("SOLD_TO", "accept")
