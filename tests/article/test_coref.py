"""Who "the company" or "they" are: bounded, typed, and with a reason."""

from __future__ import annotations

import pytest

from loaders.article.coref import NOUN_REACH, PRONOUN_REACH
from tests.article.reading import party


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Veridane Systems sells drones. The company declined to comment.", "company", "Veridane Systems"),
        ("The Harlow Police Department said that it would buy drones.", "it", "Harlow Police Department"),
        ("Veridane Systems said it would leave.", "it", "Veridane Systems"),
        ("The drones went to the Harlow Police Department. Its officers fly them.", "officers", "Harlow Police Department"),
        ("The Leeds firm Argent Gaze Ltd sells drones.", "firm", "Argent Gaze"),
        ("The Border Integrity Agency tested drones. The agency bought none.", "agency", "Border Integrity Agency"),
    ],
)
def test_a_reference_is_read_as_what_was_named(text: str, word: str, name: str) -> None:
    found = party(text, word)
    assert found is not None
    assert found[0] == name


def test_a_reading_gives_its_reason() -> None:
    found = party("Veridane Systems sells drones. The company declined to comment.", "company", "Company")
    assert found == ("Veridane Systems", "“company” is read as Veridane Systems, the subject one sentence before")


@pytest.mark.parametrize(
    ("text", "word", "type"),
    [
        ("The Harlow Police Department bought drones. The company declined to comment.", "company", "Company"),
        ("Veridane Systems sells drones. It has never dealt with a law enforcement body.", "body", "Agency"),
        ("Veridane Systems sells drones. A company declined to comment.", "company", "Company"),
    ],
)
def test_what_is_of_another_type_or_not_definite_is_not_guessed(text: str, word: str, type: str) -> None:
    assert party(text, word, type, nth=-1) is None


@pytest.mark.parametrize(("word", "reach"), [("company", NOUN_REACH), ("it", PRONOUN_REACH)])
def test_a_reference_reaches_only_so_far(word: str, reach: int) -> None:
    sentence = {"company": "The company left.", "it": "Nobody saw it."}[word]
    text = "Veridane Systems sells drones." + " Rain fell." * (reach + 1) + " " + sentence
    assert party(text, word, "Company") is None


def test_the_company_of_a_town_is_not_the_town() -> None:
    found = party("Veridane Systems sells drones. The Boise company declined to comment.", "company", "Company")
    assert found is not None
    assert found[0] == "Veridane Systems"
