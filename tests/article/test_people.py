"""Who holds which role where."""

from __future__ import annotations

import pytest

from tests.article.reading import claims


@pytest.mark.parametrize(
    ("text", "role", "organization"),
    [
        ("Ann Smith, the chief executive of Veridane Systems, declined to comment.", "chief executive", "Veridane Systems"),
        ("Veridane Systems' founder, Ann Smith, declined to comment.", "founder", "Veridane Systems"),
        ("Veridane Systems CEO Ann Smith declined to comment.", "CEO", "Veridane Systems"),
        ("Ann Smith is a staff attorney at the Freedom Project.", "staff attorney", "Freedom Project"),
        ("Sheriff Ann Smith of the Merrow County Sheriff's Office signed.", "Sheriff", "Merrow County Sheriff's Office"),
        ("Mr Drummond Keay, head of community safety at Strathmore Borough Council, signed.", "head", "Strathmore Borough Council"),
    ],
)
def test_a_role_has_its_organisation(text: str, role: str, organization: str) -> None:
    (found,) = claims(text, "HAS_ROLE")
    assert (found.object, (found.role or "").lower()) == (organization, role.lower())


@pytest.mark.parametrize(
    "text",
    [
        "Ann Smith, a former chief executive of Veridane Systems, declined to comment.",
        "Ann Smith of Cedar Court had brought a sign.",
        "Nobody saw it, said port director Ann Smith. Veridane Systems sells drones.",
        "Ann Smith declined to comment on Veridane Systems.",
    ],
)
def test_a_role_that_is_over_or_not_said_is_none(text: str) -> None:
    assert not claims(text, "HAS_ROLE")


def test_the_owner_of_a_company_is_no_person() -> None:
    assert not claims("Decibel Guard's private equity owner, Stonebrook Partners, is looking for a buyer.", "HAS_ROLE")
