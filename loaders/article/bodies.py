"""Public bodies that have no name of their own, but an owner: "Uganda's interior ministry", "Kisiwa county", "the Dutch tax agency"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from loaders.article import lexicon

_WORD = r"[A-Z][\w&.-]*"
_PLACE = rf"{_WORD}(?: {_WORD}){{0,3}}"


@cache
def _kinds() -> str:
    """What such a body is: "interior ministry", "data protection authority", "coast guard"."""
    heads = lexicon.alternation("plain_bodies", "heads")
    before = "|".join(sorted((re.escape(w) for w in lexicon.words("plain_bodies", "before")), key=lambda w: (-len(w), w)))
    of = rf"(?:ministry|department|directorate|office|bureau) (?:of|for) (?:the )?(?:{before})(?: (?:and )?(?:{before}))*"
    return rf"(?:{of}|(?:(?:{before}) (?:and )?){{0,4}}(?:{heads}))"


@cache
def _owned() -> re.Pattern[str]:
    states = "|".join(sorted((re.escape(p) for p in lexicon.words("places")), key=lambda p: (-len(p), p)))
    nations = "|".join(sorted(re.escape(n) for n in lexicon.words("nationalities")))
    owner = rf"(?P<owner>(?i:{states})[’']s|(?i:{nations}))"
    return re.compile(rf"(?<![\w-]){owner} (?P<kind>{_kinds()})(?![\w-])(?! [A-Z])(?!, (?:the )?[A-Z]{{2,}}\b)")


@cache
def _local() -> re.Pattern[str]:
    heads = lexicon.alternation("plain_bodies", "local")
    return re.compile(rf"(?<![\w-])(?P<place>{_PLACE})(?:[’']s?)? (?P<kind>{heads})(?![\w-])(?! [A-Z])")


def owned(text: str) -> Iterator[re.Match[str]]:
    """Bodies of a country or a state, by what they are; a bare "Dutch police" is no body but a class."""
    for found in _owned().finditer(text):
        if (found["owner"].endswith("s") and found["owner"][-2] in "'’") or " " in found["kind"]:
            yield found


def local(text: str) -> Iterator[re.Match[str]]:
    """Bodies of a place: "Kisiwa county", "Merrow's transit authority"."""
    return _local().finditer(text)
