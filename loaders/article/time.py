"""When: expressions of time in a paragraph, what they mean, and how they bear on an event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from graph import dates
from loaders.article import days
from loaders.article.days import COUNT, MONTH, UNIT, YEAR

_LENGTH = re.compile(
    rf"(?<![\w-])(?P<next>(?:for|over|during) the (?:next|coming|following) )?{COUNT}[ -]{UNIT}(?: (?:term|period))?(?! ago| old|-old)(?![\w])", re.IGNORECASE
)
_STILL = re.compile(r"\b(?:will|ends?|expires?|runs?|lasts?|due|valid|continues?|remains?|holds?)\b[^.;]*$", re.IGNORECASE)
_JOIN = re.compile(r"\s*(?:and|to|until|till|through|–|-|—)\s*", re.IGNORECASE)
_SINCE = re.compile(
    r"(?:since|beginning in|beginning on|starting in|starting on|starting|from|as of|effective)(?: (?:the|about|around|at least|late|early))* ?$", re.IGNORECASE
)
_UNTIL = re.compile(
    r"(?:until|till|through|to|by the end of|before|(?:expire[sd]?|ends?|lapse[sd]?|runs? out) (?:on|in|at)|up to)(?: (?:the|about|around))* ?$", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class When:
    """One expression: where it stands, the time that it means, and how that bears on an event."""

    start: int
    end: int
    value: str | None
    """ISO 8601, reduced or an interval; None for a mere length."""
    bearing: str = "at"
    """at, since, until, range (a span from the first to the last of the interval), length."""
    length: tuple[int, str] | None = None


def expressions(text: str, published: str | None, *, year: str | None = None) -> tuple[When, ...]:
    """All times that a paragraph speaks of, in order, spans joined; `year` is that of days which have none."""
    today = dates.parse(published).earliest if published else None
    exact = today is not None and published is not None and dates.parse(published).days == 1 and 1000 < today.year < 9000
    found = _singles(text, today if exact else None, year)
    joined = [*_ranged(text, found), *_lengths(text, found)]
    wide = [w for w in joined if w.bearing == "range"]
    return tuple(sorted((w for w in joined if w in wide or not any(r.start <= w.start and w.end <= r.end for r in wide)), key=lambda w: w.start))


def _singles(text: str, today: date | None, year: str | None) -> list[When]:
    found: list[When] = []
    for pattern in days.SINGLE:
        for m in pattern.expression.finditer(text):
            if not any(w.start < m.end() and m.start() < w.end for w in found):
                bearing = _bearing(text, m.start())
                value = pattern.read(m, today)
                if today and bearing == "until" and value and not re.search(r"\d{4}", m[0]) and _STILL.search(text[max(0, m.start() - 60) : m.start()]):
                    value = days.not_before(value, today)
                found.append(When(start=m.start(), end=m.end(), value=value, bearing=bearing))
    return list(_in_sequence(text, sorted(found, key=lambda w: w.start), year))


def _in_sequence(text: str, found: list[When], year: str | None) -> Iterator[When]:
    """Reads "In July 2019, and Berkeley in October": a month without a year, after one with, goes on from there."""
    before: When | None = None
    for when in found:
        words, value = text[when.start : when.end], when.value
        if re.search(r"(?:19|20)\d\d", words):
            before = when
        elif value and re.fullmatch(r"\d{4}-\d\d(-\d\d)?", value) and re.search(MONTH.format(""), words, re.IGNORECASE):
            if year:
                value = f"{year}{value[4:]}"
            elif before is not None and before.value and _goes_on(text[before.end : when.start], before.value, value):
                value = f"{before.value[:4]}{value[4:]}"
            elif before is not None and before.value and before.value[:4] != value[:4]:
                value = None
        yield replace(when, value=value)


def _goes_on(between: str, first: str, second: str) -> bool:
    """Whether a second month belongs to the year of the first: the first has a month too, not a later one, in the same sentence."""
    return len(first) >= 7 and "/" not in first and first[5:7] <= second[5:7] and len(between) <= 60 and ". " not in between


def _bearing(text: str, start: int) -> str:
    before = text[max(0, start - 30) : start]
    if _SINCE.search(before):
        return "since"
    return "until" if _UNTIL.search(before) else "at"


def _ranged(text: str, found: list[When]) -> Iterator[When]:
    """Reads "Between A and B", "from A to B", "A–B" as one; a year that only the second has goes for both."""
    index = 0
    while index < len(found):
        first = found[index]
        second = found[index + 1] if index + 1 < len(found) else None
        before = text[max(0, first.start - 8) : first.start].lower()
        if second and _consecutive(first.value, second.value, text[first.end : second.start]):
            yield When(start=first.start, end=second.end, value=f"{first.value}/{second.value}", bearing="range")
            index += 2
            continue
        if (
            second
            and second.value
            and _JOIN.fullmatch(text[first.end : second.start])
            and (before.endswith(("between ", "from ")) or text[first.end : second.start].strip() in "–-—")
        ):
            start = _with_year(first.value, second.value)
            if start and "/" not in start and "/" not in second.value and start[:10] <= second.value + "~":
                yield When(start=first.start, end=second.end, value=f"{start}/{second.value}", bearing="range")
                index += 2
                continue
        if first.value is not None:
            yield first
        index += 1
    yield from _month_before(text, found)


def _consecutive(first: str | None, second: str | None, between: str) -> bool:
    """Reads "In 2017 and 2018"."""
    return bool(first and second and between.strip() == "and" and len(first) == len(second) == 4 and int(second) == int(first) + 1)


def _with_year(first: str | None, second: str) -> str | None:
    """A start that was read against publication, moved to the year of the end where it would lie after it."""
    if first is None:
        return None
    return f"{second[:4]}{first[4:]}" if len(first) > 4 and len(second) > 4 and first[:4] != second[:4] and first > second else first


_MONTHS_RANGE = re.compile(
    rf"(?<![\w-])(?:between|from) {MONTH.format('')} (?:and|to|until|through) {MONTH.format('').replace('<month>', '<last>')} {YEAR.format('')}(?!\w)",
    re.IGNORECASE,
)


def _month_before(text: str, found: list[When]) -> Iterator[When]:
    """Reads "Between August and November 2020": the first month has no year of its own."""
    for m in _MONTHS_RANGE.finditer(text):
        year, first, last = int(m["year"]), days.month_of(m["month"]), days.month_of(m["last"])
        yield When(start=m.start("month"), end=m.end(), value=f"{days.iso(year - (first > last), first)}/{days.iso(year, last)}", bearing="range")


def _lengths(text: str, found: list[When]) -> Iterator[When]:
    for m in _LENGTH.finditer(text):
        if not any(w.start < m.end() and m.start() < w.end for w in found):
            yield When(
                start=m.start(), end=m.end(), value=None, bearing="next" if m["next"] else "length", length=(days.number_of(m["count"]), m["unit"].lower())
            )
