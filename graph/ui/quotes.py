"""Evidence on a page: the words of a source, whose they are, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph import schema
from graph.ui import marks, text

Row = Mapping[str, Any]


def quote(claim: Row) -> str:
    """One claim as HTML. The words of a note are our own, so they stand without quotation marks and say so."""
    words = text.html(claim["quote"])
    said = words if claim["kind"] == "note" else f"“{words}”"
    return f'<blockquote class="quote"><p>{said}</p><footer>{" · ".join(_about(claim))}</footer></blockquote>'


def quotes(claims: Iterable[Row], most: int = 2) -> str:
    """Claims as HTML: the first ones open, the others behind a line that opens."""
    found = [quote(c) for c in _distinct(claims)]
    rest = found[most:]
    more = f"<details><summary>{len(rest)} more</summary>{''.join(rest)}</details>" if rest else ""
    return "".join(found[:most]) + more


def _distinct(claims: Iterable[Row]) -> list[Row]:
    """A claim once, however many of the facts rest on it."""
    return list({(c["document"], c["quote"], c["polarity"]): c for c in claims}.values())


def _about(claim: Row) -> list[str]:
    source = claim["publisher"] or claim["title"] or claim["document"]
    named = f"our note on {text.anchor(claim['url'], source)}" if claim["kind"] == "note" else text.anchor(claim["url"], source)
    speaker = f"according to {text.html(claim['speaker'])}" if claim["speaker"] else ""
    return [*_certainty(claim), *filter(None, (speaker, named, text.html(claim["published"] or "undated")))]


def _certainty(claim: Row) -> list[str]:
    found = [marks.mark("denied", marks.STATUS["denied"])] if claim["polarity"] == "denied" else []
    return found if claim["factuality"] in schema.FIRM else [*found, marks.mark(claim["factuality"])]
