"""How a statement is meant: polarity bound to its own verb, hedges kept, and nothing made of a demand or a supposition."""

from __future__ import annotations

import pytest

from tests.article.reading import claims, said

SALE = ("SOLD_TO", "Veridane Systems", "Harlow Police Department")


def meant(text: str) -> set[tuple[str, str]]:
    return {(c.polarity, c.factuality) for c in claims(text, "SOLD_TO")}


@pytest.mark.parametrize(
    ("text", "polarity", "factuality"),
    [
        ("Veridane Systems sold drones to the Harlow Police Department.", "asserted", "actual"),
        ("Veridane Systems did not sell drones to the Harlow Police Department.", "denied", "actual"),
        ("Veridane Systems has never sold drones to the Harlow Police Department.", "denied", "actual"),
        ("At no point did Veridane Systems sell drones to the Harlow Police Department.", "denied", "actual"),
        ("Veridane Systems sold no drones to the Harlow Police Department.", "denied", "actual"),
        ("Veridane Systems denied selling drones to the Harlow Police Department.", "denied", "actual"),
        ("Veridane Systems allegedly sold drones to the Harlow Police Department.", "asserted", "alleged"),
        ("Activists claim that Veridane Systems sold drones to the Harlow Police Department.", "asserted", "alleged"),
        ("Veridane Systems reportedly sold drones to the Harlow Police Department.", "asserted", "reported"),
        ("Veridane Systems plans to sell drones to the Harlow Police Department.", "asserted", "planned"),
        ("Veridane Systems is to sell drones to the Harlow Police Department.", "asserted", "planned"),
        ("Veridane Systems will sell drones to the Harlow Police Department.", "asserted", "planned"),
        ("The Harlow Police Department is considering buying drones from Veridane Systems.", "asserted", "considered"),
        ("The Harlow Police Department is examining whether to buy drones from Veridane Systems.", "asserted", "considered"),
        ("The Harlow Police Department declined to say whether it bought drones from Veridane Systems.", "asserted", "undisclosed"),
        ("Veridane Systems did not address its sale of drones to the Harlow Police Department.", "asserted", "alleged"),
    ],
)
def test_polarity_and_factuality_follow_the_words(text: str, polarity: str, factuality: str) -> None:
    assert meant(text) == {(polarity, factuality)}


@pytest.mark.parametrize(
    "text",
    [
        "Activists urged Veridane Systems to sell no more drones to the Harlow Police Department.",
        "The council should buy drones from Veridane Systems.",
        "If Veridane Systems sold drones to the Harlow Police Department, people would protest.",
        "Did Veridane Systems sell drones to the Harlow Police Department?",
        "The mayor asked what the Harlow Police Department would do with drones of Veridane Systems.",
        "A law forbade the Harlow Police Department to buy drones from Veridane Systems.",
        "Nothing keeps Veridane Systems from selling drones to the Harlow Police Department.",
        "The Harlow Police Department ordered Veridane Systems to leave the building with its drones.",
    ],
)
def test_demands_suppositions_questions_and_rules_are_no_sale(text: str) -> None:
    assert not {c for c in claims(text, "SOLD_TO") if c.polarity == "asserted" and c.factuality in ("actual", "reported")}


def test_a_denial_in_one_clause_does_not_touch_the_other() -> None:
    text = "Veridane Systems sold drones to the Harlow Police Department; the Merrow Police Department has no drones and denies any interest."
    assert SALE in said(text, "SOLD_TO")
    assert {c.polarity for c in claims(text, "SOLD_TO") if c.object == "Harlow Police Department"} == {"asserted"}


def test_who_says_it_is_kept() -> None:
    (sale,) = claims("Veridane Systems sold drones to the Harlow Police Department, according to the mayor.", "SOLD_TO")
    assert sale.speaker == "the mayor"


def test_to_sell_none_is_a_rule_of_the_vendor_and_no_sale() -> None:
    text = "Veridane Systems announced that it would sell no face recognition to police departments until a national law is on the books."
    (rule,) = claims(text)
    assert (rule.type, rule.subject, rule.object, rule.kind) == ("BANS_SALE", "Veridane Systems", "police", "conditional")
    assert "national law" in (rule.until or "")


def test_what_a_vendor_never_does_for_a_whole_class_is_its_rule() -> None:
    (rule,) = claims("Veridane Systems does not sell face recognition to police departments.")
    assert (rule.type, rule.object, rule.polarity) == ("BANS_SALE", "police", "asserted")
