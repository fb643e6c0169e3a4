"""The corpus holds what it says: every quote at its place, every name an entity of its passage."""

from __future__ import annotations

from collections import Counter

import pytest

from loaders.article import corpus

PASSAGES = list(corpus.passages())


def test_every_quote_stands_at_its_place() -> None:
    for p in PASSAGES:
        for c in p.claims:
            assert (p.document.text or "")[c.quote_start : c.quote_end] == c.quote, p.document.id


def test_every_party_is_an_entity_of_its_passage() -> None:
    for p in PASSAGES:
        known = {(e.type, n) for e in p.entities for n in (e.name, *e.aliases)}
        for c in p.claims:
            assert (c.subject_type, c.subject) in known and (c.object_type, c.object) in known, p.document.id
            assert c.product is None or {("Product", c.product), ("Technology", c.product)} & known, p.document.id


def test_no_passage_stands_twice() -> None:
    assert not [t for t, n in Counter(p.document.text for p in PASSAGES).items() if n > 1]
    assert not [i for i, n in Counter(p.document.id for p in PASSAGES).items() if n > 1]


def test_every_writer_wrote_passages_with_claims_and_passages_without() -> None:
    count = Counter((p.writer, bool(p.claims)) for p in PASSAGES)
    assert all(count[w, True] >= 100 and count[w, False] >= 25 for w, _ in count)


@pytest.mark.parametrize(("quote", "nth"), [("missing", None), ("a", None), ("a", 3), ("", None)])
def test_a_quote_without_one_place_is_refused(quote: str, nth: int | None) -> None:
    with pytest.raises(ValueError, match="quote"):
        corpus.place("a b a", quote, nth)


def test_nth_says_which_of_several_is_meant() -> None:
    assert (corpus.place("a b a", "a", 1), corpus.place("a b a", "a", 2), corpus.place("a b a", "b")) == (0, 4, 2)
