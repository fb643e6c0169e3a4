"""Whatever text comes: no crash, quotes that match, and an end in time."""

from __future__ import annotations

import dataclasses
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph import claims, dates
from graph.claims import Document
from loaders.article import extract

_WORDS = (
    "Veridane|Systems|Inc.|sold|bought|drones|face recognition|to|from|the|The|Harlow Police Department|police|it|They|not|never|will|may|no|banned|"
    "ban on|contract with|for|in 2022|on Tuesday|$3 million|(HPD)|said|that|which|,|.|;|:|“|”|\n|\n\n|- |1. |Mayor|Ann Smith|of|and|Vice-|’s|—|ICE|"
    "Oakmere, Illinois|until|a law|| |---|%|&|\u202e|\u200b|\x00|é|٣|𝔘|🚓"
).split("|")
_TEXTS = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(_WORDS), max_size=40).map(" ".join))


@settings(max_examples=150)
@given(_TEXTS, st.sampled_from(["2024-05-16", "2024", "0001-01-01", "9999-12-31", None]))
@example("Vice-President - & — said. Dr. - \n\n#\n\n|", "2024-05-16")
@example("Veridane sold drones to the Harlow Police Department in July 2021 until March 2019.", "2024-05-16")
def test_any_text_gives_quotes_that_match_and_records_that_hold(text: str, published: str | None) -> None:
    found = extract(Document(id="d", text=text, published=published))
    for record in (*found.claims, *found.candidates):
        assert text[record.quote_start : record.quote_end] == record.quote != ""
    for claim in found.claims:
        assert all(dates.parse(d) for d in (claim.date, claim.start, claim.end) if d)
        assert claims.from_json(claims.to_json(claim)) == dataclasses.replace(claim, verified=False)


@pytest.mark.parametrize(
    "text",
    [
        "Veridane Systems sold\u202e drones\u202c to the Harlow\u200b Police Department.",
        "Veridane Systems sold drones\x07 to the \x1b[31mHarlow Police Department\x1b[0m.",
        "\ufeffVeridane\u00a0Systems sold drones to the Harlow Police Department.\r\n",
    ],
)
def test_control_and_direction_marks_change_neither_reading_nor_offsets(text: str) -> None:
    for claim in extract(Document(id="d", text=text, published="2024-05-16")).claims:
        assert text[claim.quote_start : claim.quote_end] == claim.quote
        assert (claim.type, claim.subject) == ("SOLD_TO", "Veridane Systems")


@pytest.mark.parametrize(
    "text",
    [
        "Veridane Systems sold drones to the Harlow Police Department and " * 16_000,
        "x" * 1_000_000,
        "(" * 200_000 + ")" * 200_000,
        "A" * 50 + ", " + "B, " * 100_000,
        "$1,111," * 100_000,
        "City of City of " * 30_000,
        "| " * 200_000,
        "2019-" * 100_000,
    ],
    ids=["one sentence", "one word", "brackets", "a list", "a sum", "a name", "a table", "a date"],
)
def test_a_long_text_ends_in_time(text: str) -> None:
    start = time.process_time()
    extract(Document(id="d", text=text, published="2024-05-16"))
    assert time.process_time() - start < 15


def test_many_paragraphs_are_read_in_a_time_that_grows_with_them() -> None:
    paragraph = "Veridane Systems sold drones to the Harlow Police Department in 2022, the company said. It denied everything else.\n\n"

    def seconds(count: int) -> float:
        start = time.process_time()
        extract(Document(id="d", text=paragraph * count, published="2024-05-16"))
        return time.process_time() - start

    seconds(20)
    assert seconds(400) < 12 * max(seconds(100), 0.1)
