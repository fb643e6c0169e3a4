"""Dates of reduced precision: `2017`, `2017-09`, `2017-09-05` and intervals `2017-09/2018-12`.

The text is kept as it was given; what is compared is its two bounds. A year is an interval and
never its 1 January.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True)
class Bounds:
    """The first and the last day that a date of reduced precision may mean."""

    earliest: date
    latest: date

    def contains(self, other: Bounds) -> bool:
        """Whether every day of `other` is one of these days."""
        return self.earliest <= other.earliest and other.latest <= self.latest

    @property
    def days(self) -> int:
        """How many days it may mean: 1 for a full date."""
        return (self.latest - self.earliest).days + 1


@lru_cache(maxsize=65_536)
def parse(text: str) -> Bounds:
    """Bounds of an ISO 8601 date of reduced precision or of an interval of two.

    Raises ValueError, with what to do, for anything else.
    """
    first, slash, last = text.partition("/")
    if not slash:
        return _part(text)
    bounds = Bounds(_part(first).earliest, _part(last).latest)
    if bounds.latest < bounds.earliest:
        raise ValueError(f"the interval {text} ends before it begins")
    return bounds


def _part(text: str) -> Bounds:
    found = _PART.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is not a date; write YYYY, YYYY-MM, YYYY-MM-DD or an interval of two, A/B")
    year, month, day = (int(g) if g else None for g in found.groups())
    try:
        return _bounds(year or 0, month, day)
    except ValueError:
        raise ValueError(f"{text!r} is not a day of the calendar") from None


def _bounds(year: int, month: int | None, day: int | None) -> Bounds:
    if month is None:
        return Bounds(date(year, 1, 1), date(year, 12, 31))
    if day is None:
        last = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 0
        return Bounds(date(year, month, 1), date(year, month, last))
    return Bounds(date(year, month, day), date(year, month, day))
