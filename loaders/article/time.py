"""When: expressions of time, resolved against the day of publication, and the words that they hang on."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graph import dates

_MONTHS = (
    {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
    | {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name}
    | {"sept": 9}
)
_DAYS = {name.lower(): i for i, name in enumerate(calendar.day_name)}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
_NUMBERS = {w: i for i, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())} | {
    "a": 1,
    "an": 1,
    "eighteen": 18,
    "fourteen": 14,
    "twenty": 20,
    "twenty-four": 24,
    "thirty": 30,
}
_PARTS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}

_M = r"(?P<month{0}>(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?)"
_Y = r"(?P<year{0}>(?:19|20)\d\d)"
_D = r"(?P<day{0}>[0-3]?\d)(?:st|nd|rd|th)?"
_N = r"(?P<count>\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_UNIT = r"(?P<unit>day|week|month|year)s?"


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


@dataclass(frozen=True, kw_only=True)
class _Pattern:
    expression: re.Pattern[str]
    read: Callable[[re.Match[str], dt.date | None], str | None]


def _iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    text = f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")
    try:
        dates.parse(text)
    except ValueError:
        return None
    return text


def _month(name: str) -> int:
    return _MONTHS[name.lower().rstrip(".")]


def _calendar(m: re.Match[str], today: dt.date | None) -> str | None:
    """A date in figures and months; without a year the nearest one before publication."""
    part = m.groupdict()
    month = _month(part["month"]) if part.get("month") else None
    day = int(part["day"]) if part.get("day") else None
    if part.get("year"):
        return _iso(int(part["year"]), month, day)
    return _iso(_nearest_year(today, month, day), month, day) if today and month else None


def _nearest_year(today: dt.date, month: int, day: int | None) -> int:
    return today.year if (month, day or 1) <= (today.month, today.day) else today.year - 1


def _part_of_year(m: re.Match[str], today: dt.date | None) -> str | None:
    first, last = _PARTS[m["part"].lower().rstrip("- ")]
    return f"{m['year']}-{first:02d}/{m['year']}-{last:02d}"


def _season(m: re.Match[str], today: dt.date | None) -> str | None:
    first, last = _SEASONS[m["season"].lower()]
    if m["year"]:
        year = int(m["year"])
    elif today is None:
        return None
    else:
        year = _season_year(m["which"].lower(), today, first, last)
    return f"{year}-{first:02d}/{year + (last < first)}-{last:02d}"


def _season_year(which: str, today: dt.date, first: int, last: int) -> int:
    if which == "next":
        return today.year + (today.month >= first)
    ended = today.month > last if last > first else False
    begun = today.month >= first
    if which == "last":
        return today.year if ended else today.year - 1
    return today.year if begun or which == "this" else today.year - 1


def _weekday(m: re.Match[str], today: dt.date | None) -> str | None:
    if today is None:
        return None
    back = (today.weekday() - _DAYS[m["weekday"].lower()]) % 7
    which = (m["which"] or "").lower()
    if which == "next":
        return (today + dt.timedelta(days=7 - back)).isoformat()
    return (today - dt.timedelta(days=back or (7 if which == "last" else 0))).isoformat()


def _single_day(m: re.Match[str], today: dt.date | None) -> str | None:
    shift = {"yesterday": -1, "tomorrow": 1}.get(m[0].lower(), 0)
    return (today + dt.timedelta(days=shift)).isoformat() if today else None


def _week(today: dt.date, shift: int) -> str:
    monday = today - dt.timedelta(days=today.weekday()) + dt.timedelta(weeks=shift)
    return f"{monday.isoformat()}/{(monday + dt.timedelta(days=6)).isoformat()}"


def _shifted(today: dt.date, months: int) -> str | None:
    index = today.year * 12 + today.month - 1 + months
    return _iso(index // 12, index % 12 + 1)


def _relative(m: re.Match[str], today: dt.date | None) -> str | None:
    """last week, this month, next year; last June."""
    if today is None:
        return None
    shift = {"last": -1, "next": 1}.get(m["which"].lower(), 0)
    unit = m["unit"].lower()
    if unit == "week":
        return _week(today, shift)
    return _shifted(today, shift) if unit == "month" else _iso(today.year + shift)


def _last_month(m: re.Match[str], today: dt.date | None) -> str | None:
    if today is None:
        return None
    month, which = _month(m["month"]), m["which"].lower()
    if which == "next":
        return _iso(today.year + (month <= today.month), month)
    return _iso(today.year if month < today.month or (which == "this" and month <= today.month) else today.year - 1, month)


def _ago(m: re.Match[str], today: dt.date | None) -> str | None:
    if today is None:
        return None
    count, unit = _count(m["count"]), m["unit"].lower()
    if unit == "year":
        return _iso(today.year - count)
    if unit == "month":
        return _shifted(today, -count)
    return _week(today, -count) if unit == "week" else (today - dt.timedelta(days=count)).isoformat()


def _earlier(m: re.Match[str], today: dt.date | None) -> str | None:
    if today is None:
        return None
    return _iso(today.year) if m["unit"].lower() == "year" else _iso(today.year, today.month)


def _end_of(m: re.Match[str], today: dt.date | None) -> str | None:
    if m["year"]:
        return _iso(int(m["year"]), 12)
    return _iso(today.year, 12) if today else None


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def _pattern(expression: str, read: Callable[[re.Match[str], dt.date | None], str | None]) -> _Pattern:
    return _Pattern(expression=re.compile(rf"(?<![\w-]){expression}(?![\w])", re.IGNORECASE), read=read)


_WHICH = r"(?P<which>last|this|next)"
_SINGLE: tuple[_Pattern, ...] = (
    _pattern(rf"{_D.format('')} {_M.format('')},? {_Y.format('')}", _calendar),
    _pattern(rf"{_M.format('')} {_D.format('')},? {_Y.format('')}", _calendar),
    _pattern(r"(?P<year>(?:19|20)\d\d)-(?P<mm>[01]\d)-(?P<dd>[0-3]\d)", lambda m, _: _iso(int(m["year"]), int(m["mm"]), int(m["dd"]))),
    _pattern(rf"the end of (?:{_Y.format('')}|(?:the|this) year)", _end_of),
    _pattern(rf"{_WHICH} {_M.format('')}", _last_month),
    _pattern(rf"{_M.format('')},? (?:of )?{_Y.format('')}", _calendar),
    _pattern(rf"(?P<part>early|mid[- ]|late)(?: in)?[ -]?{_Y.format('')}", _part_of_year),
    _pattern(rf"(?P<season>spring|summer|autumn|fall|winter),? (?:of )?{_Y.format('')}", lambda m, t: _season(_Year(m), t)),  # type: ignore[arg-type]
    _pattern(rf"{_WHICH} (?P<season>spring|summer|autumn|fall|winter)(?P<year>)", _season),
    _pattern(rf"{_WHICH} (?P<weekday>{'|'.join(_DAYS)})", _weekday),
    _pattern(rf"(?P<which>)(?P<weekday>{'|'.join(_DAYS)})", _weekday),
    _pattern(r"yesterday|today|tomorrow", _single_day),
    _pattern(rf"{_WHICH} {_UNIT}", _relative),
    _pattern(rf"{_N} {_UNIT} ago", _ago),
    _pattern(rf"earlier this {_UNIT}", _earlier),
    _pattern(rf"{_D.format('')} {_M.format('')}", _calendar),
    _pattern(rf"{_M.format('')} {_D.format('')}(?!\d)", _calendar),
    _pattern(rf"{_Y.format('')}", _calendar),
    _pattern(
        rf"(?<=in ){_M.format('')}|(?<=since ){_M.format('').replace('<month>', '<m2>')}|(?<=until ){_M.format('').replace('<month>', '<m3>')}",
        lambda m, t: _bare_month(m, t),
    ),
)
_LENGTH = re.compile(
    rf"(?<![\w-])(?P<next>(?:for|over|during) the (?:next|coming|following) )?{_N}[ -]{_UNIT}(?: (?:term|period))?(?! ago| old|-old)(?![\w])", re.IGNORECASE
)
_JOIN = re.compile(r"\s*(?:and|to|until|till|through|–|-|—)\s*", re.IGNORECASE)
_SINCE = re.compile(
    r"(?:since|beginning in|beginning on|starting in|starting on|starting|from|as of|effective)(?: (?:the|about|around|at least|late|early))* ?$", re.IGNORECASE
)
_UNTIL = re.compile(r"(?:until|till|through|to|by the end of|before|expire[sd]? (?:on|in)|up to)(?: (?:the|about|around))* ?$", re.IGNORECASE)


class _Year:
    """A match of a season with its year, read as one that has no "last" or "this"."""

    def __init__(self, match: re.Match[str]) -> None:
        self._match = match

    def __getitem__(self, name: str) -> str:
        return "" if name == "which" else str(self._match[name])


def _bare_month(m: re.Match[str], today: dt.date | None) -> str | None:
    name = m["month"] or m["m2"] or m["m3"]
    if today is None or not name or name[0].islower():
        return None
    month = _month(name)
    return _iso(_nearest_year(today, month, None), month)


def expressions(text: str, published: str | None) -> tuple[When, ...]:
    """All times that a paragraph speaks of, in order, spans joined."""
    today = dates.parse(published).earliest if published else None
    exact = published is not None and dates.parse(published).days == 1
    found = _singles(text, today if exact else None, published)
    joined = [*_ranged(text, found), *_lengths(text, found)]
    wide = [w for w in joined if w.bearing == "range"]
    return tuple(sorted((w for w in joined if w in wide or not any(r.start <= w.start and w.end <= r.end for r in wide)), key=lambda w: w.start))


def _singles(text: str, today: dt.date | None, published: str | None) -> list[When]:
    found: list[When] = []
    for pattern in _SINGLE:
        for m in pattern.expression.finditer(text):
            if not any(w.start < m.end() and m.start() < w.end for w in found):
                found.append(When(start=m.start(), end=m.end(), value=pattern.read(m, today), bearing=_bearing(text, m.start())))
    return list(_in_sequence(text, sorted(found, key=lambda w: w.start)))


def _in_sequence(text: str, found: list[When]) -> Iterator[When]:
    """ "In July 2019, and Berkeley in October": a month without a year, after one with, goes on from there."""
    year: str | None = None
    last = 0
    for when in found:
        words, value = text[when.start : when.end], when.value
        if re.search(r"(?:19|20)\d\d", words):
            year, last = (value[:4], when.end) if value else (year, when.end)
        elif (
            year
            and value
            and re.fullmatch(r"\d{4}-\d\d(-\d\d)?", value)
            and re.search(_M.format(""), words, re.IGNORECASE)
            and when.start - last <= 60
            and ". " not in text[last : when.start]
        ):
            value = f"{year}{value[4:]}"
        yield When(start=when.start, end=when.end, value=value, bearing=when.bearing)


def _bearing(text: str, start: int) -> str:
    before = text[max(0, start - 30) : start]
    if _SINCE.search(before):
        return "since"
    return "until" if _UNTIL.search(before) else "at"


def _ranged(text: str, found: list[When]) -> Iterator[When]:
    """ "Between A and B", "from A to B", "A–B" as one; a year that only the second has goes for both."""
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
    """ "In 2017 and 2018"."""
    return bool(first and second and between.strip() == "and" and len(first) == len(second) == 4 and int(second) == int(first) + 1)


def _with_year(first: str | None, second: str) -> str | None:
    """A start that was read against publication, moved to the year of the end where it would lie after it."""
    if first is None:
        return None
    return f"{second[:4]}{first[4:]}" if len(first) > 4 and len(second) > 4 and first[:4] != second[:4] and first > second else first


_MONTHS_RANGE = re.compile(
    rf"(?<![\w-])(?:between|from) {_M.format('')} (?:and|to|until|through) {_M.format('').replace('<month>', '<last>')} {_Y.format('')}(?!\w)", re.IGNORECASE
)


def _month_before(text: str, found: list[When]) -> Iterator[When]:
    """ "Between August and November 2020": the first month has no year of its own."""
    for m in _MONTHS_RANGE.finditer(text):
        year, first, last = int(m["year"]), _month(m["month"]), _month(m["last"])
        yield When(start=m.start("month"), end=m.end(), value=f"{_iso(year - (first > last), first)}/{_iso(year, last)}", bearing="range")


def _lengths(text: str, found: list[When]) -> Iterator[When]:
    for m in _LENGTH.finditer(text):
        if not any(w.start < m.end() and m.start() < w.end for w in found):
            yield When(start=m.start(), end=m.end(), value=None, bearing="next" if m["next"] else "length", length=(_count(m["count"]), m["unit"].lower()))


def after(start: str, count: int, unit: str) -> str | None:
    """The date a length after a start, as precise as the start."""
    first = start.partition("/")[0]
    year, month, day = (int(p) for p in (*first.split("-"), "0", "0")[:3])
    if unit == "year":
        return _iso(year + count, month or None, day or None) or _iso(year + count, month or None)
    if unit == "month" and month:
        index = year * 12 + month - 1 + count
        return _iso(index // 12, index % 12 + 1, day or None) or _iso(index // 12, index % 12 + 1)
    if unit in ("week", "day") and day:
        return (dt.date(year, month, day) + dt.timedelta(days=count * (7 if unit == "week" else 1))).isoformat()
    return None


def until_after(today: str, count: int, unit: str) -> tuple[str, str] | None:
    """Start and end, in months, of "for the next 12 months" said on a day."""
    if len(today) < 7 or unit not in ("month", "year"):
        return None
    end = after(today[:7], count, unit)
    return (today[:7], end) if end else None
