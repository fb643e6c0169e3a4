"""Rules not to sell or use: of vendors, towns, courts and regulators, in sentences and in lists."""

from __future__ import annotations

import pytest

from tests.article.reading import claims, said


@pytest.mark.parametrize(
    ("text", "subject", "object", "kind"),
    [
        ("Veridane Systems said it would no longer sell face recognition to police departments.", "Veridane Systems", "police", "ban"),
        ("Veridane Systems announced a one-year moratorium on police use of its face recognition software.", "Veridane Systems", "police", "moratorium"),
        ("Veridane Systems has left the face recognition business.", "Veridane Systems", "everyone", "exit"),
        (
            "Veridane Systems stopped selling drones to immigration authorities until further notice.",
            "Veridane Systems",
            "immigration authorities",
            "indefinite",
        ),
        (
            "Veridane Systems suspended the Harlow Police Department's access to its face recognition database.",
            "Veridane Systems",
            "Harlow Police Department",
            "suspension",
        ),
        ("Veridane Systems' terms forbid police departments to buy its face recognition tools.", "Veridane Systems", "police", "ban"),
    ],
)
def test_a_vendors_rule_has_its_class_and_kind(text: str, subject: str, object: str, kind: str) -> None:
    (rule,) = claims(text, "BANS_SALE")
    assert (rule.subject, rule.object, rule.kind, rule.polarity, rule.factuality) == (subject, object, kind, "asserted", "actual")


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Harlow Bay banned face recognition on May 14, 2019.", "Harlow Bay"),
        ("The Dunmere City Council passed an ordinance banning face recognition.", "Dunmere City Council"),
        ("No department of the City of Brayford may acquire or use face recognition.", "City of Brayford"),
        ("The city manager of Oakmere said that officers may no longer use face recognition. Oakmere banned face recognition.", "Oakmere"),
        ("The Supreme Court of Cordania ordered the Interior Ministry to stop using face recognition.", "Supreme Court of Cordania"),
        ("The use of face recognition is prohibited by the Dunmere City Council.", "Dunmere City Council"),
    ],
)
def test_a_rule_not_to_use_a_technology_has_its_issuer(text: str, subject: str) -> None:
    assert ("BANS_USE", subject, "face recognition") in said(text, "BANS_USE")
    assert not claims(text, "USED_BY")


@pytest.mark.parametrize(
    "text",
    [
        "Harlow Bay considered a ban on face recognition and rejected it.",
        "Activists called on Harlow Bay to ban face recognition.",
        "A bill that would ban face recognition failed in the senate.",
        "Harlow Bay has not banned face recognition.",
        "The council ordered twelve cameras.",
    ],
)
def test_a_rule_that_is_not_made_is_none(text: str) -> None:
    assert not [c for c in claims(text, "BANS_USE", "BANS_SALE") if c.factuality == "actual" and c.polarity == "asserted"]


@pytest.mark.parametrize(
    ("text", "issuer", "company"),
    [
        ("The Data Protection Board fined Oculon Systems €20 million over its face recognition database.", "Data Protection Board", "Oculon Systems"),
        ("The Trade Commission barred Oculon Systems from using face recognition for five years.", "Trade Commission", "Oculon Systems"),
    ],
)
def test_an_order_against_a_company_is_a_regulators(text: str, issuer: str, company: str) -> None:
    assert ("REGULATORY_BAN", issuer, company) in said(text)
    assert not claims(text, "BANS_USE")


ROWS = """Places that have banned face recognition

Harlow Bay, California (May 2019). The Board of Supervisors voted 8-1 to forbid all city departments from using face recognition.

Merrow, Massachusetts: The council adopted its ordinance on June 27, 2019.

Oakmont, California: In effect since September 17, 2019.

Tallis, Oregon: A proposal failed in committee.
"""


def test_rows_of_a_list_are_rules_of_the_places_that_they_begin_with() -> None:
    found = {(c.subject, c.date or c.start) for c in claims(ROWS, "BANS_USE")}
    assert found == {("Harlow Bay, California", "2019-05"), ("Merrow, Massachusetts", "2019-06-27"), ("Oakmont, California", "2019-09-17")}


def test_a_table_is_read_row_by_row() -> None:
    text = "Bans on face recognition\n\n| Place | Date | What |\n|---|---|---|\n| Harlow Bay, CA | May 14, 2019 | Ban |\n| Merrow, MA | June 27, 2019 | Ban |\n"
    assert {(c.subject, c.date) for c in claims(text, "BANS_USE")} == {("Harlow Bay, CA", "2019-05-14"), ("Merrow, MA", "2019-06-27")}


def test_two_towns_of_one_name_stay_two() -> None:
    text = "Bans on face recognition\n\nPortland, Maine September 9, 2020 Ban\n\nPortland, Oregon September 9, 2020 Ban\n\nOakmont, Ohio May 1, 2020 Ban\n"
    assert {c.subject for c in claims(text, "BANS_USE")} == {"Portland, Maine", "Portland, Oregon", "Oakmont, Ohio"}


def test_who_followed_takes_up_the_rule_before() -> None:
    text = "Harlow Bay banned face recognition in May 2019. Bostock followed on June 24, 2020."
    assert ("BANS_USE", "Bostock", "face recognition") in said(text)
