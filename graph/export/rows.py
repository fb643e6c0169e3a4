"""Rows to CSV, JSON, JSON Lines and to a table for the terminal."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from graph.run import Answer, plain

#: A spreadsheet takes a cell that begins with one of these for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
FORMATS = ("table", "csv", "json", "jsonl")


def write(answer: Answer, format: str) -> Iterator[str]:
    """Lines of the answer in one of FORMATS."""
    yield from {"table": table, "csv": to_csv, "json": to_json, "jsonl": to_jsonl}[format](answer)


def cell(value: Any) -> str:
    """A value as a CSV cell: lists joined by "; ", text that a spreadsheet would take for a formula led by an apostrophe."""
    value = plain(value)
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    if isinstance(value, dict):
        value = json.dumps(value, ensure_ascii=False)
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """A header line and one line a row."""
    for row in (columns, *([cell(v) for v in r] for r in rows)):
        out = io.StringIO()
        csv.writer(out, lineterminator="").writerow(row)
        yield out.getvalue()


def to_csv(answer: Answer) -> Iterator[str]:
    """The answer as CSV."""
    return csv_lines(answer.columns, answer.rows)


def to_json(answer: Answer) -> Iterator[str]:
    """The answer as one JSON array of objects."""
    yield json.dumps([{k: plain(v) for k, v in r.items()} for r in answer.records()], ensure_ascii=False, indent=2)


def to_jsonl(answer: Answer) -> Iterator[str]:
    """The answer as JSON Lines."""
    return (json.dumps({k: plain(v) for k, v in r.items()}, ensure_ascii=False) for r in answer.records())


def table(answer: Answer, width: int = 44) -> Iterator[str]:
    """The answer for people: aligned columns, long cells cut, ids of facts left out."""
    places = [i for i, c in enumerate(answer.columns) if c not in ("fact", "facts") and not c.endswith("_fact")]
    rows = [[_short(cell(row[i]), width) for i in places] for row in answer.rows]
    heads = [answer.columns[i] for i in places]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    for row in (heads, ["-" * w for w in widths], *rows):
        yield "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip()


def _short(text: str, width: int) -> str:
    flat = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return flat if len(flat) <= width else flat[: width - 1] + "…"
