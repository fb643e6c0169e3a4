"""Paragraphs: each character knows where it came from, and what is no word of the author is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.article.paragraphs import MAX_PIECE, Paragraph, paragraphs


def plain(text: str) -> list[str]:
    return [p.text for p in paragraphs(text)]


@given(st.text(max_size=400))
def test_every_character_is_that_of_the_text_or_a_space_for_one(text: str) -> None:
    for p in paragraphs(text):
        assert len(p.text) == len(p.offsets) > 0
        assert list(p.offsets) == sorted(set(p.offsets))
        for char, offset in zip(p.text, p.offsets, strict=True):
            assert text[offset] == char or (char == " " and text[offset].isspace())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("**Bold** and _italic_ and `code`.", "Bold and italic and code."),
        ("A [link](https://example.org/a_b) here.", "A link here."),
        ("> Quoted words.", "Quoted words."),
        ("- An item of a list.", "An item of a list."),
        ("12. A numbered item.", "A numbered item."),
        ("snake_case_names stay.", "snake_case_names stay."),
        ("Sold\u200b \u202eto\u202c no\u00adbody.", "Sold to nobody."),
        ("Bell\x07 and null\x00.", "Bell and null."),
        ("Two  spaces\tand a tab.", "Two spaces and a tab."),
    ],
)
def test_markup_and_invisible_characters_are_not_read(text: str, wanted: str) -> None:
    assert plain(text) == [wanted]


@pytest.mark.parametrize(
    "line",
    ["MANILA, Aug 12 - The police bought it.", "SAN FRANCISCO (Reuters) - The police bought it.", "NORTH ORRIN, N.H. — The police bought it."],
)
def test_a_dateline_is_not_read(line: str) -> None:
    assert plain(line) == ["The police bought it."]


@pytest.mark.parametrize("line", ["NYPD – The police bought it.", "Dunmere - The police bought it.", "June 11, 2020 - The police bought it."])
def test_what_only_looks_like_a_dateline_is_read(line: str) -> None:
    assert plain(line) == [line]


def test_lines_of_a_wrapped_paragraph_are_joined() -> None:
    text = "The department bought forty cameras from the vendor\nin the spring of last year, and has since paid for a\nsecond set that it never put up.\n"
    assert len(plain(text)) == 1


def test_lines_that_stand_for_themselves_are_not_joined() -> None:
    assert len(plain("Harlow Bay: banned.\nMerrow: banned.\nOakmont: banned.")) == 3
    assert len(plain("Cities and counties that have banned the use of face recognition\nUpdated July 2021")) == 2


def test_a_headline_is_marked() -> None:
    first, second = paragraphs("Police buy cameras\n\nThe police bought cameras.")
    assert (first.heading, second.heading) == (True, False)


def test_a_rule_of_dashes_is_nothing() -> None:
    assert plain("One.\n\n---\n\nTwo.") == ["One.", "Two."]


def test_a_long_paragraph_is_cut_at_sentences() -> None:
    pieces: list[Paragraph] = list(paragraphs("The police bought a camera. " * 1_000))
    assert max(len(p.text) for p in pieces) <= MAX_PIECE + 30
    assert all(p.text.rstrip().endswith(".") for p in pieces)


def test_a_stretch_without_an_end_is_left_out() -> None:
    assert "".join(plain("word " * 2_000 + ". The police bought a camera.")).strip() == "The police bought a camera."
