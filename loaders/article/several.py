"""Several parties at once: "companies such as A and B", "agencies, among them A and B", and "they" where those were the subject."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from loaders.article import party, syntax
from loaders.article.page import Page
from loaders.article.parse import Token
from loaders.article.party import PRONOUNS, Party


class Resolves(Protocol):
    """Finds the party behind one word."""

    @property
    def page(self) -> Page:
        """The page on which it looks."""

    def party(self, block: int, token: Token, types: tuple[str, ...]) -> Party | None:
        """The party of one of the types that the word speaks of."""


def both(resolver: Resolves, block: int, token: Token, types: tuple[str, ...]) -> list[Party]:
    """Reads "they" as all the subjects of a clause above it."""
    verb = syntax.governor(token)
    while verb is not None:
        doer = syntax.subject(verb)
        if doer is not None and doer.i < token.i and doer.lower_ not in PRONOUNS:
            several = listed(resolver, block, doer, types) or [p for t in syntax.with_conjuncts(doer) if (p := resolver.party(block, t, types)) is not None]
            if len(several) > 1:
                return [replace(p, confidence=p.confidence * 0.95, reason=f"“{token.text}” is read as {p.name} and others") for p in several]
        verb = syntax.governor(verb)
    return []


def listed(resolver: Resolves, block: int, token: Token, types: tuple[str, ...]) -> list[Party]:
    """The names after "such as", "including", "like" or "among them", where they are of the types."""
    if resolver.page.mention(block, token) is not None and "CustomerClass" in types:
        return []
    if among := _among(resolver, block, token, types):
        return among
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in ("as", "like", "including") and child.i > token.i:
            names = (t for c in child.children if c.dep_ == "pobj" for t in syntax.with_conjuncts(c))
            return [p for t in names if (m := resolver.page.mention(block, t)) and m.type in types and (p := resolver.party(block, t, types))]
    return []


def _among(resolver: Resolves, block: int, token: Token, types: tuple[str, ...]) -> list[Party]:
    """The names after "among them", as far as they are coordinated."""
    words = (t.i for t in token.sent if 0 < t.i - token.i <= 8 and t.lower_ == "among" and t.i + 1 < len(token.doc) and t.nbor().lower_ == "them")
    start = next(words, None)
    if start is None:
        return []
    found: list[Party] = []
    last = start + 2
    for m in (m for m in resolver.page.in_block(block) if m.start >= last and m.end <= token.sent.end):
        if m.start - last > 3 or m.type not in types or m.bare:
            break
        found.append(party.of(m))
        last = m.end
    return found
