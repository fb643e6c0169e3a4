"""Whose "the police", "the Police Department" or "the chief" is: the force named in the document, or that of its town."""

from __future__ import annotations

from loaders.article import party, syntax
from loaders.article.discourse import Discourse
from loaders.article.page import Mention
from loaders.article.parse import Token
from loaders.article.party import Party

#: How many sentences back "the police" may reach.
REACH = 8
#: Heads that are nobody's name even where nothing tells whose they are.
_NOBODY = ("Police Department", "Fire Department", "City Council")


def force(discourse: Discourse, block: int, token: Token, sheriff: bool = False) -> str | None:
    """The one police body of a document, or that of the one place that it is about."""
    mentions = discourse.page.mentions
    bodies = {m.name for m in mentions if m.type == "Agency" and not m.bare and party.is_force(m.name) and ("heriff" in m.name) == sheriff}
    owners = [c for c in token.children if c.dep_ == "poss"]
    if len(bodies) == 1 and not owners:
        return bodies.pop()
    if any(c.lower_ in ("its", "their") for c in owners):
        seat = [p for p in discourse.before(block, token, 1) if p.mention.type in ("Place", "Unknown") and p.subject]
        return f"{seat[-1].mention.name} Police Department" if seat else None
    fronted = discourse.fronted(block, token)
    towns = [fronted.name] if fronted else discourse.towns_here(block) or discourse.governed_towns() or discourse.acting_towns()
    return f"{towns[0]} Police Department" if len(towns) == 1 and not bodies else None


def local(discourse: Discourse, block: int, token: Token) -> Party | None:
    """Reads "the police department" and "its police force" as those of the town spoken of."""
    if syntax.lemma(token) not in ("department", "force", "police") or not any(c.lower_ == "police" for c in token.children):
        return None
    name = force(discourse, block, token)
    return party.body(name, block, token, confidence=0.8) if name else None


def the_police(discourse: Discourse, mention: Mention, block: int, token: Token) -> Party | None:
    """Reads "the police" as those of the place that the sentence begins with, else as the one force named before."""
    if not (mention.surface.lower().startswith("the ") or _has_the(discourse, mention)):
        return None
    if fronted := discourse.fronted(block, token):
        return party.body(f"{fronted.name} police", block, token, confidence=0.85)
    near = (p.mention for p in discourse.before(block, token, REACH))
    forces = {m.name for m in near if m.type == "Agency" and party.is_force(m.name) and not m.bare}
    return party.body(forces.pop(), block, token, confidence=0.8) if len(forces) == 1 else None


def _has_the(discourse: Discourse, mention: Mention) -> bool:
    """Whether an article stands before it: "the municipal police"."""
    doc = discourse.page.blocks[mention.block].doc
    before = [t.lower_ for t in doc[max(0, mention.start - 2) : mention.start]]
    return "the" in before and before[-1] in ("the", "municipal", "local", "city", "town")


def bare(discourse: Discourse, mention: Mention) -> Party | None:
    """Reads "the Police Department" as the one named so in the document, or as that of the city that it is about."""
    named = sorted({m.name for m in discourse.page.mentions if m.type == "Agency" and not m.bare and m.name.endswith(" " + mention.name)})
    if len(named) == 1:
        return party.of(mention, name=named[0], confidence=0.85, reason=f"“{mention.name}” is read as {named[0]}", named=False)
    cities = discourse.governed_towns()
    if not named and len(cities) == 1:
        reason = f"“{mention.name}” is read as that of {cities[0]}"
        return party.of(mention, name=f"{cities[0]} {mention.name}", confidence=0.75, reason=reason, named=False)
    return party.of(mention, confidence=0.8) if " " in mention.name and mention.name not in _NOBODY else None
