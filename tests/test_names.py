from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.names import entity_id, fingerprint, is_acronym


@pytest.mark.parametrize(
    ("one", "other", "label"),
    [
        ("Microsoft Corp.", "MICROSOFT", "Company"),
        ("Société Générale SA", "societe generale", "Company"),
        ("The U.S. Drug Enforcement Administration", "Drug Enforcement Administration", "Agency"),
        ("Orlando PD", "Orlando Police Department", "Agency"),
        ("Ash County Sheriff's Office", "Ash County Sheriff’s Office", "Agency"),
        ("A & B Systems", "A and B Systems", "Company"),
        ("Ax\u202eon", "Axon", "Company"),
    ],
)
def test_spellings_of_one_name_meet(one: str, other: str, label: str) -> None:
    assert fingerprint(one, label) == fingerprint(other, label)


@pytest.mark.parametrize(
    ("one", "other"),
    [("San Francisco Police", "San Diego Police"), ("Fund II", "Fund III"), ("Axon 2", "Axon 3"), ("दिल्ली पुलिस", "दल पलस"), ("公安部", "公安局")],
)
def test_names_that_differ_in_a_word_a_number_or_a_vowel_sign_stay_apart(one: str, other: str) -> None:
    assert fingerprint(one) != fingerprint(other)
    assert entity_id("Agency", one) != entity_id("Agency", other)


def test_a_place_keeps_namesakes_apart() -> None:
    assert entity_id("Agency", "Springfield Police Department", "US-IL") != entity_id("Agency", "Springfield Police Department", "US-MA")


@given(st.text())
def test_any_text_has_an_id_that_is_plain(text: str) -> None:
    found = entity_id("Company", text)
    assert found.startswith("company:") and len(found) > len("company:") and found.isascii() and len(found) < 100 and found == entity_id("Company", text)


def test_acronyms_are_known_by_their_shape() -> None:
    assert all(map(is_acronym, ("ICE", "NYPD", "MPD"))) and not any(map(is_acronym, ("Axon", "Clearview AI", "Washington")))
