"""Orders against a company: fines, bans from using, settlements with a regulator."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.article import issuers, syntax
from loaders.article.draft import Draft
from loaders.article.mood import negation
from loaders.article.parse import Token
from loaders.article.party import Party
from loaders.article.reading import Reading
from loaders.article.rules import bans
from loaders.article.ruling import outright, ruling

_FINES = frozenset("order fine sanction penalize penalise".split())
_DECREES = frozenset("settlement order decree ruling injunction decision judgment judgement".split())
_ACCEPTING = frozenset("agree accept face receive".split())


class Reader(Reading):
    """Finds orders against companies on one page."""

    def drafts(self) -> Iterator[Draft]:
        """Every order, in the order of the text."""
        return self.at_each_word(self._at)

    def _at(self, block: int, token: Token) -> Iterator[Draft | None]:
        word = syntax.lemma(token)
        if token.pos_ == "VERB" and word in bans("fine"):
            yield self._against(block, token)
        if token.pos_ == "VERB" and word in bans("uses") and is_forbidden(token):
            yield self._settled(block, token)
        if token.pos_ == "NOUN" and word in bans("nouns"):
            yield self._accepted(block, token)

    def _against(self, block: int, verb: Token) -> Draft | None:
        """Reads "fined Oculon", "barred Wellard from using it" and "was prohibited from using it, the commission said"."""
        roles = syntax.roles(verb)
        agents = (*roles.get("agent", ()), *roles.get("by", ()))
        company = self.first(block, (*roles.get("patient", ()), *roles.get("dative", ())), "Company")
        if company is None or not (syntax.lemma(verb) in _FINES - {"order"} or "from" in roles or any(c.dep_ in ("xcomp", "ccomp") for c in verb.children)):
            return None
        issuer = self.first(block, agents, "Agency", "Organization") or self._unnamed(block, verb, roles, agents)
        return self._order(verb, issuer, company, 0.85, "order-against", "order" if syntax.lemma(verb) in _FINES else None)

    def _unnamed(self, block: int, verb: Token, roles: syntax.Roles, agents: tuple[Token, ...]) -> Party | None:
        """The issuer of an order that is its own subject, or that is told in the passive."""
        ordered = any(syntax.lemma(t) in bans("enacted") | _DECREES for t in agents)
        return issuers.regulator(self, block, verb) if "from" in roles and (syntax.is_passive(verb) or ordered) else None

    def _settled(self, block: int, verb: Token) -> Draft | None:
        """Reads "Wellard may not use it, under a settlement with the commission"."""
        company = self.first(block, syntax.roles(verb).get("agent", ()), "Company")
        if company is None or not any(syntax.lemma(t) in _DECREES for t in verb.sent):
            return None
        return outright(self._order(verb, issuers.regulator(self, block, verb), company, 0.75, "settlement", "order"))

    def _accepted(self, block: int, noun: Token) -> Draft | None:
        """Reads "the chain agreed to a five-year ban": somebody has the power to impose it."""
        support, more = syntax.support_roles(noun)
        if support is None or syntax.lemma(support) not in _ACCEPTING:
            return None
        company = self.first(block, more.get("agent", ()), "Company")
        return self._order(noun, issuers.regulator(self, block, noun), company, 0.75, "ban-accepted", None) if company is not None else None

    def _order(self, trigger: Token, issuer: Party | None, company: Party, confidence: float, rule: str, kind: str | None) -> Draft | None:
        return ruling(self, rule, "REGULATORY_BAN", trigger, issuer, company, confidence, kind=kind) if issuer is not None else None


def is_forbidden(verb: Token) -> bool:
    """Whether a modal forbids: "may not", "may no longer", "must not", "are not allowed to", "no department may"."""
    if {c.lower_ for c in verb.children if c.dep_ == "aux"} & {"may", "must", "shall"}:
        return negation(verb) is not None or any(c.lower_ == "longer" for c in verb.children)
    above = syntax.lemma(verb.head)
    return verb.dep_ in ("xcomp", "ccomp") and above in ("allow", "permit", "forbid") and (negation(verb.head) is not None) != (above == "forbid")
