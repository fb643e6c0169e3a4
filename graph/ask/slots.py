"""What a question speaks of: names of the graph, dates, levels, classes; each becomes a slot in its pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from graph import dates, schema
from graph.ask.match import Slot, is_plain
from graph.lookup import Names
from graph.reference import Thing

_LONGEST = 8
_WORD = re.compile(r"[\w&.'’/+-]+", re.UNICODE)
_MONTHS = {m: i % 12 + 1 for i, m in enumerate("january february march april may june july august september october november december".split())}
_MONTHS |= {m[:3]: n for m, n in _MONTHS.items()} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATES = (
    (re.compile(r"\b(\d{4}-\d{2}(?:-\d{2})?)\b"), lambda m: m[1]),
    (re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({_MONTH})\.?,? (\d{{4}})\b", re.I), lambda m: f"{m[3]}-{_MONTHS[m[2].lower()]:02}-{int(m[1]):02}"),
    (re.compile(rf"\b({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b", re.I), lambda m: f"{m[3]}-{_MONTHS[m[1].lower()]:02}-{int(m[2]):02}"),
    (re.compile(rf"\b({_MONTH})\.?,? (\d{{4}})\b", re.I), lambda m: f"{m[2]}-{_MONTHS[m[1].lower()]:02}"),
    (re.compile(r"\b((?:19|20)\d{2})\b"), lambda m: m[1]),
)
_LEVELS = {
    "federal": "federal", "national": "federal", "state": "state", "county": "county", "municipal": "municipal", "city": "municipal",
    "cities": "municipal", "local": "municipal", "tribal": "tribal", "foreign": "foreign", "international": "international",
}  # fmt: skip
#: Which slot a node of a label fills. A level or a date is written by its own kind.
SLOT = {
    "Company": "company", "Agency": "agency", "CustomerClass": "class", "Product": "product", "Technology": "technology", "Person": "person",
    "Organization": "organization",
}  # fmt: skip


def slots(question: str, names: Names) -> list[Slot]:
    """The slots of a question, in their order, without overlaps: dates first, then the longest names, then levels."""
    taken: list[Slot] = list(_dates(question))
    for slot in (*_names(question, names), *_levels(question)):
        if all(slot.end <= t.start or slot.start >= t.end for t in taken):
            taken.append(slot)
    return sorted(taken, key=lambda s: s.start)


def _dates(question: str) -> Iterator[Slot]:
    seen: list[tuple[int, int]] = []
    for pattern, read in _DATES:
        for match in pattern.finditer(question):
            if any(match.start() < e and match.end() > s for s, e in seen):
                continue
            text = read(match)
            try:
                dates.parse(text)
            except ValueError:
                continue
            seen.append(match.span())
            yield Slot(kind="date", text=match[0], start=match.start(), end=match.end(), value=text)


def _names(question: str, names: Names) -> list[Slot]:
    words = list(_WORD.finditer(question))
    cased = any(c.isupper() for c in question[1:])
    found = [
        s
        for i in range(len(words))
        for j in range(i + 1, min(len(words), i + _LONGEST) + 1)
        if (s := _name(question, words[i].start(), words[j - 1].end(), names, cased))
    ]
    return sorted(found, key=lambda s: (s.start - s.end, s.start))


def _name(question: str, start: int, end: int, names: Names, cased: bool) -> Slot | None:
    text = re.sub(r"['’]s?$", "", question[start:end].strip(" .,"))
    things = names.find(text) or (names.find(text[:-1]) if text.endswith("s") and len(text) > 4 else [])
    if not things or (cased and _is_ordinary(text, things)):
        return None
    things = _likeliest(things)
    article = 4 if text.lower().startswith("the ") else 0
    first, _, _ = text[article:].partition(" ")
    if things[0].label == "CustomerClass" and (level := _LEVELS.get(first.lower())):
        return Slot(kind="level", text=first, start=start + article, end=start + article + len(first), value=level)
    return Slot(kind=SLOT[things[0].label], text=text, start=start, end=start + len(text), things=tuple(things))


def _is_ordinary(text: str, things: list[Thing]) -> bool:
    """A word that questions are made of, without its capital in a question that uses them, is no proper name: "link", "change"."""
    return text.islower() and is_plain(text) and all(t.label not in ("Technology", "CustomerClass") for t in things)


def _likeliest(things: list[Thing]) -> list[Thing]:
    """A class or a technology before a namesake; else those of one label, companies before products before agencies."""
    order = ("CustomerClass", "Technology", "Company", "Agency", "Product", "Person", "Organization")
    first = min(order.index(t.label) for t in things)
    return [t for t in things if t.label == order[first]]


def _levels(question: str) -> Iterator[Slot]:
    for match in re.finditer(r"\b[a-z]+\b", question, re.I):
        if level := _LEVELS.get(match[0].lower()):
            assert level in schema.LEVELS
            yield Slot(kind="level", text=match[0], start=match.start(), end=match.end(), value=level)


def day(text: str) -> date:
    """The day that an as-of date of reduced precision means: the last of its days."""
    return dates.parse(text).latest
