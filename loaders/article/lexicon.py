"""The shared word classes of `words.yml`, read once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("words.yml")


@cache
def _content() -> Mapping[str, Any]:
    content: Mapping[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return content


@cache
def words(name: str, part: str | None = None) -> frozenset[str]:
    """One class of words, or one part of a class that has parts."""
    value = _content()[name] if part is None else _content()[name][part]
    return frozenset(str(v) for v in value)


@cache
def phrases(name: str, part: str | None = None) -> tuple[str, ...]:
    """A class of phrases, the longest first, as an alternation wants them."""
    return tuple(sorted(words(name, part), key=lambda w: (-len(w), w)))


@cache
def table(name: str) -> Mapping[str, str]:
    """A class whose members have a value each."""
    value: Mapping[str, str] = _content()[name]
    return value


@cache
def patterns(name: str) -> re.Pattern[str]:
    """A class of regular expressions as one, over whole words, any case."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(f'(?:{p})s?' for p in _content()[name])})(?![\w])", re.IGNORECASE)


@cache
def family(name: str, text: str) -> str:
    """The first expression of a class that a text fits as a whole; the text itself where none does."""
    return next((str(p) for p in _content()[name] if re.fullmatch(rf"(?:{p})s?", text, re.IGNORECASE)), text)


def alternation(name: str, part: str | None = None) -> str:
    """A class of phrases as the inside of a regular expression."""
    return "|".join(re.escape(p) for p in phrases(name, part))
