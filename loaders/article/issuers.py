"""Who makes a rule: a body, a court, a company, a town, or whoever passed the law that says so."""

from __future__ import annotations

from dataclasses import replace

from loaders.article import states, syntax
from loaders.article.page import Mention
from loaders.article.parse import Token
from loaders.article.party import Party
from loaders.article.reading import Reading
from loaders.article.rules import bans

ISSUERS = ("Agency", "Organization", "Company")
#: A name that leads its vote by less may be a town's, where it makes laws.
DOUBTFUL, WEAK = 1.2, 0.8

_TOWNS = frozenset("city town state county place municipality jurisdiction community".split())


def issuer(reading: Reading, block: int, tokens: tuple[Token, ...]) -> Party | None:
    """The first who makes the rule."""
    return next(iter(issuers(reading, block, tokens)), None)


def issuers(reading: Reading, block: int, tokens: tuple[Token, ...], vendor: str | None = None) -> list[Party]:
    """All who make the rule; `vendor` is whose product it is about, which is a company and no town."""
    found: list[Party] = []
    for token in dict.fromkeys(t for first in tokens for t in (first, *_listed(reading, block, first))):
        if syntax.lemma(token) in _TOWNS and (listed := _towns(reading, block, token)):
            found += listed
        elif syntax.lemma(token) in bans("enacted"):
            law = legislator(reading, block, token) or _spoken(reading, block, token)
            found += [law] if law is not None else []
        else:
            found += _named(reading, block, token, vendor)
    return list({p.name: p for p in found}.values())


def _listed(reading: Reading, block: int, first: Token) -> list[Token]:
    """The other towns of a list in which each stands with its state: "Harlow, Ohio, Merrow, Iowa, and Oakmont, Maine"."""
    doc = first.doc
    if reading.page.mention(block, first) is None:
        return []
    inside = {t.i for t in first.subtree}
    named = [m for m in reading.page.in_block(block) if m.type in ("Place", "Agency") and m.start in inside and states.after(doc, m.end)]
    return [doc[m.start : m.end].root for m in named if m.start > first.i] if len(named) > 1 else []


def _spoken(reading: Reading, block: int, law: Token) -> Party | None:
    """Reads "An ordinance forbids": that of the body which the passage is about, where it is about one."""
    if not (any(c.lower_ in ("an", "a", "the", "this") for c in law.children) or law.text[0].isupper()) or syntax.lemma(law) == "bill":
        return None
    found = reading.resolver.only(block, law, "Agency")
    return replace(found, confidence=found.confidence - 0.1) if found is not None else None


def _named(reading: Reading, block: int, token: Token, vendor: str | None) -> list[Party]:
    mention = reading.page.mention(block, token)
    if mention is not None and mention.name != vendor and _may_be_town(mention, WEAK) and mention.type not in ("Place", "Agency"):
        return [_town(mention)]
    return reading.resolver.parties(block, token, ISSUERS)


def _towns(reading: Reading, block: int, noun: Token) -> list[Party]:
    """Reads "cities that have banned it include Boston and Oakland" as the names that the main clause gives."""
    verb = noun.head
    if noun.dep_ != "nsubj" or syntax.lemma(verb) not in ("include", "be", "number"):
        return []
    names = [t for role in ("patient", "attr", "appos") for t in syntax.roles(verb).get(role, ())]
    found = (reading.page.mention(block, t) for t in names)
    return [_town(m) for m in found if m is not None and not m.bare and m.type in ("Place", "Agency", "Unknown", "Person", "Company")]


def legislator(reading: Reading, block: int, law: Token) -> Party | None:
    """Whose law it is, or who passed it."""
    roles = syntax.roles(law)
    owner = reading.first(block, (*roles.get("poss", ()), *roles.get("by", ()), *roles.get("compound", ())), *ISSUERS)
    if owner is not None or syntax.lemma(law) == "bill":
        return owner
    support, more = syntax.support_roles(law)
    if support is None:
        return None
    passed = government(reading, block, more.get("agent", ()))
    if passed is None and syntax.lemma(support) in bans("enact"):
        return reading.first(block, more.get("agent", ()), *ISSUERS)
    return passed


def government(reading: Reading, block: int, tokens: tuple[Token, ...]) -> Party | None:
    """A place, or a name that is nothing else, in the part of one who makes laws."""
    found = (reading.page.mention(block, t) for t in tokens)
    return next((_town(m) for m in found if m is not None and not m.bare and _may_be_town(m, DOUBTFUL)), None)


def regulator(reading: Reading, block: int, word: Token) -> Party | None:
    """Who bars a company where nothing says so: the one body that the sentence names, else the one spoken of."""
    inside = (m for m in reading.page.in_block(block) if word.sent.start <= m.start < word.sent.end)
    named = {m.name: m for m in inside if m.type == "Agency" and not m.bare}
    if len(named) == 1:
        mention = next(iter(named.values()))
        return Party(type="Agency", name=mention.name, block=block, start=mention.start, end=mention.end, confidence=0.9)
    return reading.resolver.only(block, word, "Agency") if not named else None


def _may_be_town(mention: Mention, lead: float) -> bool:
    return mention.type in ("Place", "Unknown", "Agency") or (mention.type in ("Company", "Person") and mention.lead < lead)


def _town(mention: Mention) -> Party:
    reason = f"“{mention.name}” is taken for its government"
    return Party(type="Agency", name=mention.name, block=mention.block, start=mention.start, end=mention.end, confidence=0.9, reason=reason)
