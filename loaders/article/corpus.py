"""The corpus in `data/corpus`: passages by many writers, each with the claims that it holds. Training and measuring ground.

A line is a passage: `id`, `writer`, `genre`, `published`, `title`, `text`, `entities` and `claims`. A claim's quote stands
in the text once, or `nth` says which time; its offsets follow from that.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph import claims, paths
from graph.claims import Claim, Document, Entity


@dataclass(frozen=True, kw_only=True)
class Passage:
    """One text by one writer, and what a careful reader takes from it."""

    writer: str
    genre: str
    document: Document
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]


def folder() -> Path:
    """Where the corpus lies."""
    return paths.data_folder() / "corpus"


def passages(writer: str = "*") -> Iterator[Passage]:
    """All passages, or those of one writer. Raises ValueError, with file and line, for one that does not hold."""
    for path in sorted(folder().glob(f"{writer}.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                yield parsed(json.loads(line), path.stem)
            except ValueError as error:
                raise ValueError(f"{path}:{number}: {error}") from error


def parsed(row: dict[str, Any], writer: str) -> Passage:
    """A passage of its parsed line. Raises ValueError where it does not hold."""
    document = Document(id=row["id"], title=row.get("title"), published=row.get("published"), text=row["text"], kind="article")
    entities = tuple(_record(e, "entity") for e in row["entities"])
    stated = tuple(_claim(c, document) for c in row["claims"])
    return Passage(writer=writer, genre=row["genre"], document=document, entities=entities, claims=stated)  # type: ignore[arg-type]


def _claim(row: dict[str, Any], document: Document) -> Claim:
    start = place(document.text or "", row["quote"], row.get("nth"))
    known = {k: v for k, v in row.items() if k != "nth"} | {"document": document.id, "quote_start": start, "quote_end": start + len(row["quote"])}
    return _record({**known, "reported": document.published, "rule": "corpus"}, "claim")  # type: ignore[return-value]


def _record(row: dict[str, Any], kind: str) -> claims.Record:
    return claims.from_json({**row, "record": kind})


def place(text: str, quote: str, nth: int | None = None) -> int:
    """Where the quote begins. Raises ValueError where it does not stand there, or stands there more than once and `nth` does not say which."""
    if not quote or text.count(quote) < (nth or 1):
        raise ValueError(f"the quote is not in the text: {quote!r}")
    if text.count(quote) > 1 and nth is None:
        raise ValueError(f"the quote stands in the text {text.count(quote)} times; say which with nth: {quote!r}")
    start = -1
    for _ in range(nth or 1):
        start = text.index(quote, start + 1)
    return start
