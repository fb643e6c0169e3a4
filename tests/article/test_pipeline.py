"""From text to batch: quotes, entities, candidates, repeats, and nothing loaded before it is needed."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest

from graph.claims import Document
from graph.schema import EDGES
from loaders.article import extract, extract_path, rules
from loaders.article.repeats import without_repeats
from tests.article.reading import PUBLISHED, batch, claims, said

STORY = """Police in Harlow buy cameras

The Federal Office for Migration Control (FOMC) bought forty licence plate readers from Veridane Systems Inc. in 2022.

"They work," said Ann Smith, the company's chief executive.

The FOMC also uses Vigilane, Oculon's face recognition tool.
"""


def test_importing_the_package_loads_neither_spacy_nor_a_model() -> None:
    code = "import sys, loaders.article; sys.exit(any(m.split('.')[0] in ('spacy', 'thinc') for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_file_gives_its_document_and_what_it_says(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    path.write_text(f"---\npublished: {PUBLISHED}\n---\n{STORY}", encoding="utf-8")
    found = extract_path(path)
    (document,) = found.documents
    assert document.text == STORY
    assert {c.document for c in found.claims} == {document.id}
    assert ("SOLD_TO", "Veridane Systems", "Federal Office for Migration Control") in {(c.type, c.subject, c.object) for c in found.claims}


def test_every_claim_is_the_words_of_the_text_and_says_by_which_rule() -> None:
    for c in claims(STORY):
        assert STORY[c.quote_start : c.quote_end] == c.quote
        assert 0 < c.confidence <= 1
        assert c.rule
        assert c.decision in ("accept", "review")
        assert c.subject_type in EDGES[c.type].subjects
        assert c.object_type in EDGES[c.type].objects


def test_who_is_named_comes_with_the_names_that_the_text_has() -> None:
    entities = {(e.type, e.name): e for e in batch(STORY).entities}
    assert entities["Agency", "Federal Office for Migration Control"].aliases == ("FOMC",)
    assert entities["Agency", "Federal Office for Migration Control"].properties == {"acronym": "FOMC"}
    assert "Veridane Systems Inc." in entities["Company", "Veridane Systems"].aliases
    assert ("Product", "Vigilane") in entities


def test_the_reported_day_is_that_of_the_document_and_no_day_of_an_event() -> None:
    (sale,) = claims("Veridane Systems sold drones to the Harlow Police Department.")
    assert (sale.reported, sale.date, sale.start, sale.end) == (PUBLISHED, None, None, None)
    (sale,) = claims("Veridane Systems sold drones to the Harlow Police Department.", published=None)
    assert sale.reported is None


def test_what_is_said_twice_is_one_claim() -> None:
    text = "Veridane Systems sold drones to the Harlow Police Department. In 2022 the Harlow Police Department bought twelve drones from Veridane Systems."
    (sale,) = claims(text, "SOLD_TO")
    assert sale.date == "2022"


def test_a_sale_and_its_denial_are_two_claims() -> None:
    text = "Veridane Systems sold drones to the Harlow Police Department. The Harlow Police Department denied buying drones from Veridane Systems."
    assert {c.polarity for c in claims(text, "SOLD_TO")} == {"asserted", "denied"}


def test_of_two_readings_the_one_that_says_most_is_kept() -> None:
    (one,) = claims("Veridane Systems sold drones to the Harlow Police Department in 2022.", "SOLD_TO")
    less = dataclasses.replace(one, date=None, product=None)
    assert without_repeats([less, one]) == [one]


def test_use_says_nothing_more_where_a_sale_is_known() -> None:
    text = "Veridane Systems sold drones to the Harlow Police Department. The Harlow Police Department uses Veridane Systems' drones."
    assert said(text) == {("SOLD_TO", "Veridane Systems", "Harlow Police Department")}


def test_a_passage_that_names_no_buyer_is_left_to_review() -> None:
    (candidate,) = batch("Veridane Systems sold face recognition to an agency that it did not name.").candidates
    assert candidate.why == "the object is not named here"
    assert candidate.guess["subject"] == "Veridane Systems"
    assert candidate.quote == "Veridane Systems sold face recognition to an agency that it did not name."


@pytest.mark.parametrize(
    "text",
    [
        "Veridane Systems sold twelve patrol cars to the Harlow Police Department.",
        "The Harlow Police Department bought lunch from Veridane Catering.",
        "Veridane Systems sold its headquarters to the Harlow Police Department.",
        "The Harlow Police Department sold the public on Veridane Systems.",
    ],
)
def test_what_is_no_surveillance_is_no_claim(text: str) -> None:
    assert said(text) == set()


def test_a_document_without_text_says_so() -> None:
    found = extract(Document(id="d"))
    assert (found.claims, found.notes) == ((), ("d: there is no text to read",))


def test_reading_twice_gives_the_same() -> None:
    assert batch(STORY) == batch(STORY)


def test_every_rule_states_an_edge_of_the_model() -> None:
    assert {r.type for r in rules.rules()} <= set(EDGES) | {"CONTRACT_ENDED"}
    ids = [r.id for r in rules.rules()]
    assert len(ids) == len(set(ids))
