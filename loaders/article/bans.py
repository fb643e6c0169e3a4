"""Rules not to sell or use that their own words state: to ban, a moratorium on, may no longer use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders.article import issuers, syntax
from loaders.article.draft import Draft
from loaders.article.mood import negation
from loaders.article.orders import is_forbidden
from loaders.article.parse import Token
from loaders.article.party import Party
from loaders.article.reading import Reading
from loaders.article.rules import bans
from loaders.article.ruling import announced, of_sale, of_use, outright
from loaders.article.things import Thing

_BOUND = ("Agency", "CustomerClass")


class Reader(Reading):
    """Finds rules on one page."""

    def drafts(self) -> Iterator[Draft]:
        """Every rule that the words of a ban state, in the order of the text."""
        return self.at_each_word(self._at)

    def _at(self, block: int, token: Token) -> Iterator[Draft | None]:
        word = syntax.lemma(token)
        if token.pos_ == "VERB" and word in bans("verbs"):
            yield from self._verb(block, token)
        if token.pos_ == "NOUN" and word in bans("nouns"):
            yield from self._noun(block, token)
        if token.pos_ == "VERB" and word in bans("uses") and is_forbidden(token):
            yield self._may_not(block, token)
        if token.pos_ == "VERB" and word in bans("order"):
            yield self._ordered_to(block, token)

    # -- "banned", "prohibits", "barred from using" ----------------------------------------------

    def _verb(self, block: int, verb: Token) -> Iterator[Draft | None]:
        roles = syntax.roles(verb)
        thing = self._forbidden(block, verb, roles)
        bound = self.first(block, (*roles.get("patient", ()), *_told(verb)), *_BOUND)
        against = "from" in roles and self.first(block, roles.get("patient", ()), "Company") is not None
        for issuer in self._makers(block, verb, roles, thing):
            if issuer.type == "Company":
                yield of_sale(self, "ban-sale", verb, issuer, bound, thing, 0.85)
            elif not against:
                yield of_use(self, "ban-use", block, verb, issuer, thing, 0.85, bound)

    def _makers(self, block: int, verb: Token, roles: syntax.Roles, thing: Thing | None) -> list[Party]:
        """Who bans; in "it is banned in Dunmere" the place."""
        vendor = thing.vendor.name if thing is not None and thing.vendor is not None else None
        law = (verb.head,) if verb.dep_ == "acl" and syntax.lemma(verb.head) in bans("enacted") else ()
        found = issuers.issuers(self, block, (*roles.get("agent", ()), *roles.get("by", ()), *law), vendor)
        if found or not syntax.is_passive(verb):
            return found
        return [p for t in roles.get("in", ()) if (p := issuers.government(self, block, (t,))) is not None]

    def _forbidden(self, block: int, verb: Token, roles: syntax.Roles) -> Thing | None:
        """What must not be used: the object itself, "the use of X", or what a gerund or infinitive governs."""
        gerunds = [*_kept_from(verb), *(c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and syntax.lemma(c) in bans("uses"))]
        direct = [t for token in (*roles.get("patient", ()), *roles.get("from", ())) for t in _inside(token)]
        return self.thing_among(block, (*direct, *(t for g in gerunds for t in syntax.roles(g).get("patient", ()))))

    # -- "officers may no longer use it", "no department may acquire" ----------------------------

    def _may_not(self, block: int, verb: Token) -> Draft | None:
        """A prohibition said by a modal: the issuer is who tells it, or whose law it stands in, else the body spoken of."""
        roles = syntax.roles(verb)
        verbs = (verb, *(v for v in verb.conjuncts if v.pos_ == "VERB" and syntax.lemma(v) in bans("uses")))
        thing = self.thing_among(block, [t for v in verbs for t in syntax.roles(v).get("patient", ())])
        if thing is None or self.first(block, roles.get("agent", ()), "Company") is not None:
            return None
        issuer = self._of_nobody(block, roles) or self._teller(block, verb)
        bound = self.first(block, roles.get("agent", ()), *_BOUND)
        return outright(of_use(self, "may-not", block, verb, issuer, thing, 0.75, bound)) if issuer is not None and issuer.type != "Company" else None

    def _of_nobody(self, block: int, roles: syntax.Roles) -> Party | None:
        """Reads "no department of the City of Brayford may": it is the city that says so."""
        for token in roles.get("agent", ()):
            if any(c.lower_ == "no" for c in token.children) and (syntax.in_class(token, "personnel") or syntax.in_class(token, "agency_nouns")):
                inner = syntax.roles(token)
                return self.first(block, (*inner.get("of", ()), *inner.get("in", ()), *inner.get("poss", ()), *inner.get("compound", ())), "Agency")
        return None

    def _teller(self, block: int, verb: Token) -> Party | None:
        above = syntax.governor(verb)
        doer = syntax.subject(above) if above is not None else None
        if verb.dep_ == "relcl" and syntax.lemma(verb.head) in bans("enacted"):
            return issuers.legislator(self, block, verb.head) or self.resolver.only(block, verb, "Agency")
        told = above is not None and verb.dep_ == "ccomp" and syntax.in_class(above, "report")
        allowed = above is not None and verb.dep_ in ("xcomp", "ccomp") and syntax.lemma(above) in ("allow", "permit")
        if told or allowed:
            return issuers.issuer(self, block, (doer,)) if doer is not None else None
        law = next((t for t in verb.sent if syntax.lemma(t) in bans("enacted")), None)
        return (issuers.legislator(self, block, law) or self.resolver.only(block, verb, "Agency")) if law is not None else None

    # -- "ordered the police to stop using it" ---------------------------------------------------

    def _ordered_to(self, block: int, verb: Token) -> Draft | None:
        """An order to stop using a thing, or not to use it, by a body, a court or an official of one."""
        roles = syntax.roles(verb)
        told = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.pos_ == "VERB" and c.tag_ == "VB"), None)
        issuer = issuers.issuer(self, block, (*roles.get("agent", ()), *roles.get("by", ()))) if told is not None else None
        thing = self.thing_among(block, _stopped(told)) if told is not None else None
        against = self.first(block, roles.get("patient", ()), "Company") is not None
        if issuer is None or issuer.type == "Company" or thing is None or against or (syntax.is_passive(verb) and "by" not in roles):
            return None
        draft = of_use(self, "order-to-stop", block, verb, issuer, thing, 0.8, self.first(block, roles.get("patient", ()), *_BOUND))
        return replace(draft, kind="order") if draft is not None else None

    # -- "a moratorium on sales", "its ban on" ---------------------------------------------------

    def _noun(self, block: int, noun: Token) -> Iterator[Draft | None]:
        roles = syntax.roles(noun)
        support, more = syntax.support_roles(noun)
        makers = issuers.issuers(self, block, roles.get("poss", ())) or self._supported(block, support, more)
        if not makers:
            yield self._in_force(block, noun, support, roles)
        for issuer in makers:
            yield self._made(block, noun, support, issuer, roles, more)

    def _made(self, block: int, noun: Token, support: Token | None, issuer: Party, roles: syntax.Roles, more: syntax.Roles) -> Draft | None:
        """The rule of one who makes it: what it is on, or that it is lifted."""
        if support is not None and syntax.lemma(support) in bans("repeal"):
            return self._repealed(block, noun, support, issuer, roles)
        on = [t for role in ("on", "of", "against") for t in roles.get(role, ()) if t.ent_type_ not in ("DATE", "TIME") and not _is_own(t)]
        for token in (*on, *more.get("on", ())):
            if draft := self._on(block, noun, support, issuer, token):
                return draft
        return self._of_the_text(block, noun, issuer) if not on else None

    def _supported(self, block: int, support: Token | None, roles: syntax.Roles) -> list[Party]:
        if support is None or syntax.lemma(support) not in bans("enact"):
            return []
        return issuers.issuers(self, block, (*roles.get("agent", ()), *roles.get("by", ())))

    def _on(self, block: int, noun: Token, support: Token | None, issuer: Party, token: Token) -> Draft | None:
        """What the ban is on: selling to somebody, somebody's use, or a technology."""
        word = syntax.lemma(token)
        deals = word in bans("uses") | bans("sales")
        if issuer.type == "Company" and not deals and self.page.mention(block, token) is not None:
            government = issuers.government(self, block, self.span(issuer)) if issuer.block == block else None
            if government is None:
                return None
            issuer = government
        if issuer.type == "Company":
            return self._on_dealing(block, noun, support, issuer, token) if deals else None
        inner = syntax.roles(token)
        thing = self.thing_among(block, (*inner.get("of", ()), *inner.get("patient", ()))) if deals else self.describer.thing(block, token)
        bound = self.first(block, (t for role in ("by", "compound", "poss") for t in inner.get(role, ())), *_BOUND)
        draft = of_use(self, "ban-on", block, noun, issuer, thing, 0.8, bound)
        adopted = tuple(c for c in noun.children if c.dep_ == "acl" and syntax.lemma(c) in bans("enact"))
        return replace(draft, group=(*draft.group, *adopted)) if draft is not None else None

    def _on_dealing(self, block: int, noun: Token, support: Token | None, vendor: Party, token: Token) -> Draft | None:
        """Reads "its ban on selling to the police", "a pause on police use"."""
        inner, beside = syntax.roles(token), syntax.support_roles(noun)[1]
        names = tuple(c for c in token.children if c.i < token.i and c.pos_ in ("NOUN", "PROPN"))
        customers = (*inner.get("to", ()), *beside.get("to", ()), *(t for role in ("by", "poss", "compound") for t in inner.get(role, ())), *names)
        thing = self.thing_among(block, (*inner.get("of", ()), *inner.get("patient", ())))
        return announced(of_sale(self, "ban-on", noun, vendor, self.first(block, customers, *_BOUND), thing, 0.85, support=support))

    def _of_the_text(self, block: int, noun: Token, issuer: Party) -> Draft | None:
        """Reads "its council voted for a ban" as one on what the text is about."""
        if issuer.type == "Company":
            return None
        own = self.describer.thing(block, noun)
        thing = own if own is not None and own.relevant else self.describer.main(block)
        return of_use(self, "ban-use", block, noun, issuer, thing, 0.75)

    def _repealed(self, block: int, noun: Token, support: Token, issuer: Party, roles: syntax.Roles) -> Draft | None:
        """Reads "Vigo lifted its ban" as a rule that has an end."""
        if issuer.type == "Company":
            return None
        thing = self.thing_among(block, (*roles.get("on", ()), noun)) or self.describer.main(block)
        draft = outright(of_use(self, "ban-lifted", block, noun, issuer, thing, 0.75), ended=True)
        return replace(draft, group=(support,)) if draft is not None else None

    def _in_force(self, block: int, noun: Token, support: Token | None, roles: syntax.Roles) -> Draft | None:
        """Reads "a face recognition ban took effect in Dunmere": the place is whose rule it is."""
        if support is None or syntax.lemma(support) not in bans("in_force"):
            return None
        places = (*roles.get("in", ()), *syntax.roles(support).get("in", ()))
        issuer = self.first(block, (t for t in places if (m := self.page.mention(block, t)) is not None and m.type in ("Place", "Agency")), "Agency")
        thing = self.thing_among(block, (noun, *roles.get("on", ())))
        return of_use(self, "ban-use", block, noun, issuer, thing, 0.72) if issuer is not None else None


def _is_own(token: Token) -> bool:
    """Reads "bans of their own": that is nothing that they ban."""
    return bool(token.lower_ == "own")


def _told(verb: Token) -> Iterator[Token]:
    """The subject of what is forbidden: "forbid police departments to buy"."""
    clauses = (c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and c.tag_ == "VB" and any(a.lower_ == "to" for a in c.children))
    return (t for c in clauses for t in c.children if t.dep_ == "nsubj")


def _inside(token: Token) -> tuple[Token, ...]:
    """What "the use of" or "selling" is of; any other word is itself."""
    if token.pos_ != "VERB" and syntax.lemma(token) not in bans("uses") | bans("sales"):
        return (token,)
    roles = syntax.roles(token)
    return (*roles.get("of", ()), *roles.get("patient", ()))


def _stopped(told: Token) -> tuple[Token, ...]:
    """What an order says is not to be used any more: "to stop using X", "to end its use of X", "not to use X", "to unplug X"."""
    patients = syntax.roles(told).get("patient", ())
    if syntax.lemma(told) in bans("unplugged") or (syntax.lemma(told) in bans("uses") and negation(told) is not None):
        return patients
    if not syntax.in_class(told, "end"):
        return ()
    deeper = (c for c in told.children if c.dep_ in ("xcomp", "ccomp", "dobj") and syntax.lemma(c) in bans("uses"))
    return tuple(t for c in deeper for t in _inside(c))


def _kept_from(verb: Token) -> Iterator[Token]:
    """The gerund of "bars every department, the police included, from using", wherever the parse has hung it."""
    for token in verb.sent:
        if token.i > verb.i and token.tag_ == "VBG" and token.nbor(-1).lower_ == "from" and syntax.lemma(token) in bans("uses"):
            yield token
