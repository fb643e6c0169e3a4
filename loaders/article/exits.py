"""A vendor's withdrawal: from a business, from a market, from one customer's accounts."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.article import scope, syntax
from loaders.article.draft import Draft
from loaders.article.parse import Token
from loaders.article.party import Party
from loaders.article.reading import Reading
from loaders.article.rules import bans
from loaders.article.ruling import announced, of_sale
from loaders.article.things import Thing

_BOUND = ("Agency", "CustomerClass")


class Reader(Reading):
    """Finds withdrawals on one page."""

    def drafts(self) -> Iterator[Draft]:
        """Every withdrawal, in the order of the text."""
        return self.at_each_word(self._at)

    def _at(self, block: int, token: Token) -> Iterator[Draft | None]:
        if token.pos_ == "VERB" and syntax.lemma(token) in bans("exit"):
            yield self._exit(block, token)
        if token.pos_ == "VERB" and syntax.lemma(token) in bans("cut_off"):
            yield self._cut_off(block, token)
        if token.lower_ == "hands" and token.dep_ == "pobj":
            yield self._out_of_hands(block, token)

    def _exit(self, block: int, verb: Token) -> Draft | None:
        """Reads "left the face recognition business", "will leave the municipal market", "discontinued the product"."""
        roles = syntax.roles(verb)
        vendor = self.first(block, roles.get("agent", ()), "Company")
        for token in (*roles.get("patient", ()), *roles.get("of", ()), *roles.get("from", ())) if vendor is not None else ():
            thing = self.describer.thing(block, token)
            customer = self._left(block, verb, token, thing) if syntax.lemma(token) in bans("business") else None
            if customer is not None and vendor is not None:
                return announced(of_sale(self, "exit", verb, vendor, customer, thing, 0.82, kind="exit"))
        return None

    def _left(self, block: int, verb: Token, token: Token, thing: Thing | None) -> Party | None:
        """Who loses the vendor: the customers of a market, or everyone."""
        market = self.page.mention(block, token)
        if market is not None and market.type == "CustomerClass":
            return self.resolver.party(block, token, ("CustomerClass",))
        return scope.everyone(verb, block) if thing is not None and thing.relevant else None

    def _cut_off(self, block: int, verb: Token) -> Draft | None:
        """Reads "suspended the agency's access to its database"."""
        roles = syntax.roles(verb)
        vendor = self.first(block, roles.get("agent", ()), "Company")
        for token in roles.get("patient", ()) if vendor is not None else ():
            inner = syntax.roles(token)
            owners = tuple(t for role in ("poss", "by", "for", "of", "compound") for t in inner.get(role, ()))
            customer = self.first(block, owners, *_BOUND) if syntax.lemma(token) in bans("accounts") else None
            if customer is not None and vendor is not None:
                thing = self.thing_among(block, inner.get("to", ()))
                return of_sale(self, "cut-off", verb, vendor, customer, thing, 0.8, kind="suspension")
        return None

    def _out_of_hands(self, block: int, hands: Token) -> Draft | None:
        """Reads "would keep it out of the hands of the police"."""
        verb = syntax.governor(hands)
        if verb is None or syntax.lemma(verb) != "keep" or not any(t.lower_ == "out" for t in verb.subtree):
            return None
        roles = syntax.roles(verb)
        vendor = self.first(block, roles.get("agent", ()), "Company")
        customer = self.first(block, (t for c in hands.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"), *_BOUND)
        thing = self.thing_among(block, roles.get("patient", ()))
        return announced(of_sale(self, "out-of-hands", verb, vendor, customer, thing, 0.8)) if vendor is not None else None
