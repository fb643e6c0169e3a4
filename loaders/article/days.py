"""Days, months, seasons and years as words give them, resolved against a day of publication."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
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

MONTH = (
    r"(?P<month{0}>(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?)"
)
YEAR = r"(?P<year{0}>(?:19|20)\d\d)"
_D = r"(?P<day{0}>[0-3]?\d)(?:st|nd|rd|th)?"
COUNT = r"(?P<count>\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
UNIT = r"(?P<unit>day|week|month|year)s?"


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """One way of saying a time, and how it is read."""

    expression: re.Pattern[str]
    read: Callable[[re.Match[str], dt.date | None], str | None]


def iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """A date of reduced precision; None where the calendar has no such day."""
    text = f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")
    try:
        dates.parse(text)
    except ValueError:
        return None
    return text


def month_of(name: str) -> int:
    """The number of a month by its name, short or long."""
    return _MONTHS[name.lower().rstrip(".")]


def _calendar(m: re.Match[str], today: dt.date | None) -> str | None:
    """A date in figures and months; without a year the nearest one before publication."""
    part = m.groupdict()
    month = month_of(part["month"]) if part.get("month") else None
    day = int(part["day"]) if part.get("day") else None
    if part.get("year"):
        return iso(int(part["year"]), month, day)
    return iso(_nearest_year(today, month, day), month, day) if today and month else None


def _nearest_year(today: dt.date, month: int, day: int | None) -> int:
    return today.year if (month, day or 1) <= (today.month, today.day) else today.year - 1


def _part_of_year(m: re.Match[str], today: dt.date | None) -> str | None:
    first, last = _PARTS[m["part"].lower().rstrip("- ")]
    return f"{m['year']}-{first:02d}/{m['year']}-{last:02d}"


def _season(m: re.Match[str], today: dt.date | None) -> str | None:
    """spring 2020, last fall: three months, those of winter over the turn of the year."""
    part = m.groupdict()
    first, last = _SEASONS[part["season"].lower()]
    if part.get("year"):
        year = int(part["year"])
    elif today is not None:
        year = _season_year(part["which"].lower(), today, first, last)
    else:
        return None
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
    return iso(index // 12, index % 12 + 1)


def _relative(m: re.Match[str], today: dt.date | None) -> str | None:
    """last week, this month, next year; last June."""
    if today is None:
        return None
    shift = {"last": -1, "next": 1}.get(m["which"].lower(), 0)
    unit = m["unit"].lower()
    if unit == "week":
        return _week(today, shift)
    return _shifted(today, shift) if unit == "month" else iso(today.year + shift)


def _last_month(m: re.Match[str], today: dt.date | None) -> str | None:
    if today is None:
        return None
    month, which = month_of(m["month"]), m["which"].lower()
    if which == "next":
        return iso(today.year + (month <= today.month), month)
    return iso(today.year if month < today.month or (which == "this" and month <= today.month) else today.year - 1, month)


def _ago(m: re.Match[str], today: dt.date | None) -> str | None:
    if today is None:
        return None
    count, unit = number_of(m["count"]), m["unit"].lower()
    if unit == "year":
        return iso(today.year - count)
    if unit == "month":
        return _shifted(today, -count)
    return _week(today, -count) if unit == "week" else (today - dt.timedelta(days=count)).isoformat()


def _earlier(m: re.Match[str], today: dt.date | None) -> str | None:
    if today is None:
        return None
    return iso(today.year) if m["unit"].lower() == "year" else iso(today.year, today.month)


def _end_of(m: re.Match[str], today: dt.date | None) -> str | None:
    if m["year"]:
        return iso(int(m["year"]), 12)
    return iso(today.year, 12) if today else None


def number_of(word: str) -> int:
    """A number in figures or in words."""
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def _bare_month(m: re.Match[str], today: dt.date | None) -> str | None:
    name = m["month"] or m["m2"] or m["m3"]
    if today is None or not name or name[0].islower():
        return None
    month = month_of(name)
    return iso(_nearest_year(today, month, None), month)


def _pattern(expression: str, read: Callable[[re.Match[str], dt.date | None], str | None]) -> Pattern:
    return Pattern(expression=re.compile(rf"(?<![\w-]){expression}(?![\w])", re.IGNORECASE), read=read)


_WHICH = r"(?P<which>last|this|next)"
SINGLE: tuple[Pattern, ...] = (
    _pattern(rf"{_D.format('')} {MONTH.format('')},? {YEAR.format('')}", _calendar),
    _pattern(rf"{MONTH.format('')} {_D.format('')},? {YEAR.format('')}", _calendar),
    _pattern(r"(?P<year>(?:19|20)\d\d)-(?P<mm>[01]\d)-(?P<dd>[0-3]\d)", lambda m, _: iso(int(m["year"]), int(m["mm"]), int(m["dd"]))),
    _pattern(rf"the end of (?:{YEAR.format('')}|(?:the|this) year)", _end_of),
    _pattern(rf"{_WHICH} {MONTH.format('')}", _last_month),
    _pattern(rf"{MONTH.format('')},? (?:of )?{YEAR.format('')}", _calendar),
    _pattern(rf"(?P<part>early|mid[- ]|late)(?: in)?[ -]?{YEAR.format('')}", _part_of_year),
    _pattern(rf"(?P<season>spring|summer|autumn|fall|winter),? (?:of )?{YEAR.format('')}", _season),
    _pattern(rf"{_WHICH} (?P<season>spring|summer|autumn|fall|winter)", _season),
    _pattern(rf"{_WHICH} (?P<weekday>{'|'.join(_DAYS)})", _weekday),
    _pattern(rf"(?P<which>)(?P<weekday>{'|'.join(_DAYS)})", _weekday),
    _pattern(r"yesterday|today|tomorrow", _single_day),
    _pattern(rf"{_WHICH} {UNIT}", _relative),
    _pattern(rf"{COUNT} {UNIT} ago", _ago),
    _pattern(rf"earlier this {UNIT}", _earlier),
    _pattern(rf"{_D.format('')} {MONTH.format('')}", _calendar),
    _pattern(rf"{MONTH.format('')} {_D.format('')}(?!\d)", _calendar),
    _pattern(rf"{YEAR.format('')}", _calendar),
    _pattern(
        rf"(?<=in ){MONTH.format('')}|(?<=since ){MONTH.format('').replace('<month>', '<m2>')}|(?<=until ){MONTH.format('').replace('<month>', '<m3>')}",
        _bare_month,
    ),
)


def not_before(value: str, today: dt.date) -> str:
    """The same day or month in the next year, where it would lie in the past."""
    later = f"{int(value[:4]) + 1:04d}{value[4:]}"
    return later if re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", value) and value < today.isoformat()[: len(value)] else value


def after(start: str, count: int, unit: str) -> str | None:
    """The date a length after a start, as precise as the start."""
    first = start.partition("/")[0]
    year, month, day = (int(p) for p in (*first.split("-"), "0", "0")[:3])
    if unit == "year":
        return iso(year + count, month or None, day or None) or iso(year + count, month or None)
    if unit == "month" and month:
        index = year * 12 + month - 1 + count
        return iso(index // 12, index % 12 + 1, day or None) or iso(index // 12, index % 12 + 1)
    if unit in ("week", "day") and day:
        return (dt.date(year, month, day) + dt.timedelta(days=count * (7 if unit == "week" else 1))).isoformat()
    return None


def until_after(today: str, count: int, unit: str) -> tuple[str, str] | None:
    """Start and end, in months, of "for the next 12 months" said on a day."""
    if len(today) < 7 or unit not in ("month", "year"):
        return None
    end = after(today[:7], count, unit)
    return (today[:7], end) if end else None
