"""A vote on what kind of thing a name is, and what a describing noun says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loaders.article import lexicon
from loaders.article.parse import Token

#: What a group is for that campaigns and sells nothing.
_CAUSES = frozenset(
    "campaign campaigning rights right privacy advocacy civil liberty liberties lobby pressure protest community activist watchdog nonprofit".split()
)
_NOUNS = {
    "company_nouns": ("Company", 3.0),
    "agency_nouns": ("Agency", 2.5),
    "place_nouns": ("Place", 2.5),
    "product_nouns": ("Product", 3.0),
    "organization_nouns": ("Organization", 2.5),
    "person_nouns": ("Person", 3.0),
}


@dataclass(frozen=True, kw_only=True)
class Vote:
    """One reason to take a name for a type."""

    type: str
    weight: float
    reason: str


def noun_votes(noun: Token, reason: str, factor: float = 1.0) -> Iterator[Vote]:
    """What a describing noun says of the name that it describes."""
    if noun.lemma_.lower() in ("group", "organization", "organisation") and any(c.lemma_.lower() in _CAUSES for c in noun.children):
        yield Vote(type="Organization", weight=3.5 * factor, reason=f"{reason} “{noun.text}”")
        return
    for group, (type, weight) in _NOUNS.items():
        if noun.lemma_.lower() in lexicon.words(group):
            yield Vote(type=type, weight=weight * factor, reason=f"{reason} “{noun.lemma_.lower()}”")
