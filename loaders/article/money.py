"""How much: sums of money with their currency, and what kind of sum it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SIGNS = {"$": "USD", "us$": "USD", "c$": "CAD", "a$": "AUD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "rs": "INR", "rs.": "INR"}
_WORDS = {
    "dollars": "USD",
    "dollar": "USD",
    "pounds": "GBP",
    "euros": "EUR",
    "euro": "EUR",
    "rupees": "INR",
    "yen": "JPY",
    "kronor": "SEK",
    "kroner": "NOK",
    "francs": "CHF",
    "usd": "USD",
    "eur": "EUR",
    "gbp": "GBP",
}
_SCALE = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "bn": 1e9, "b": 1e9, "billion": 1e9, "crore": 1e7, "lakh": 1e5}
_NUMBER = r"(?P<number{0}>\d{{1,3}}(?:,\d{{2,3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_BY_SIGN = re.compile(
    rf"(?<!\w)(?P<sign>us\$|c\$|a\$|[$£€¥₹]|rs\.?) ?{_NUMBER.format('')}[ -]?(?P<scale>thousand|million|billion|crore|lakh|mn|bn|[kmb])?(?![\w])", re.IGNORECASE
)
_BY_WORD = re.compile(rf"(?<!\w){_NUMBER.format('')}[ -]?(?P<scale>thousand|million|billion|crore|lakh)? (?P<word>{'|'.join(_WORDS)})(?!\w)", re.IGNORECASE)
_HALF = re.compile(rf"(?<!\w)(?P<half>half|a quarter of) a (?P<scale>million|billion) (?P<word>{'|'.join(_WORDS)})(?!\w)", re.IGNORECASE)
_ANNUAL = re.compile(r"^\s*(?:a|per|each|every) year|^\s*annually|^\s*-a-year|^\s*yearly|^ per annum", re.IGNORECASE)
_CEILING = re.compile(r"(?:not to exceed|not exceeding|up to|a maximum of|at most|capped at|no more than)\s*$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Amount:
    """One sum: where it stands, its value, its currency, its kind where words say it."""

    start: int
    end: int
    value: float
    currency: str
    kind: str | None = None


def amounts(text: str) -> tuple[Amount, ...]:
    """The sums that a text names, in order."""
    return tuple(sorted(_amounts(text), key=lambda a: a.start))


def _amounts(text: str) -> Iterator[Amount]:
    for pattern in (_BY_SIGN, _BY_WORD, _HALF):
        for m in pattern.finditer(text):
            part = m.groupdict()
            number = {"half": 0.5, "a quarter of": 0.25}[part["half"].lower()] if part.get("half") else float(part["number"].replace(",", ""))
            value = round(number * _SCALE.get((part.get("scale") or "").lower(), 1.0), 2)
            currency = _SIGNS.get((part.get("sign") or "").lower()) or _WORDS[part["word"].lower()]
            yield Amount(start=m.start(), end=m.end(), value=value, currency=currency, kind=_kind(text, m))


def _kind(text: str, m: re.Match[str]) -> str | None:
    if _ANNUAL.search(text[m.end() : m.end() + 14]):
        return "annual"
    return "ceiling" if _CEILING.search(text[max(0, m.start() - 24) : m.start()]) else None
