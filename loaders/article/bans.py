"""Rules not to sell or use that their own words state: to ban, a moratorium on, to leave a business, to cut off access."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from loaders.article import context, scope, syntax
from loaders.article.coref import Party, Resolver
from loaders.article.draft import Draft
from loaders.article.frames import bans
from loaders.article.mentions import Page
from loaders.article.parse import Token
from loaders.article.things import Describer, Thing

_ISSUERS = ("Agency", "Organization", "Company")
_BOUND = ("Agency", "CustomerClass")
_USES = frozenset("use deploy buy acquire purchase employ operate adopt install access obtain possess collect process procure run".split())
_TOWNS = frozenset("city town state county place municipality jurisdiction community".split())
_DECREES = frozenset("settlement order decree ruling injunction decision judgment judgement".split())
_SALES = frozenset("sell sale sales license licensing provide supply offer market".split())


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Finds rules on one page."""

    page: Page
    resolver: Resolver
    describer: Describer

    def drafts(self) -> Iterator[Draft]:
        """Every rule that the words of a ban state, in the order of the text."""
        for block in self.page.blocks:
            if not block.paragraph.heading:
                for token in block.doc:
                    yield from (d for d in self._at(block.index, token) if d is not None and not d.context.blocked)

    def _at(self, block: int, token: Token) -> Iterator[Draft | None]:
        word = syntax.lemma(token)
        if token.pos_ == "VERB" and word in bans("verbs"):
            yield from self._verb(block, token)
        if token.pos_ == "VERB" and word in bans("fine"):
            yield self._against(block, token)
        if token.pos_ == "NOUN" and word in bans("nouns"):
            yield self._noun(block, token)
        if token.pos_ == "VERB" and word in bans("exit"):
            yield self._exit(block, token)
        if token.pos_ == "VERB" and word in bans("cut_off"):
            yield self._cut_off(block, token)
        if token.pos_ == "VERB" and word in _USES and _is_forbidden(token):
            yield self._may_not(block, token)
        if token.lower_ == "hands" and token.dep_ == "pobj":
            yield self._out_of_hands(block, token)

    # -- "banned", "prohibits", "barred from using" ----------------------------------------------

    def _verb(self, block: int, verb: Token) -> Iterator[Draft | None]:
        roles = syntax.roles(verb)
        thing = self._forbidden(block, verb, roles)
        bound = self._first(block, roles.get("patient", ()), _BOUND)
        against = "from" in roles and self._first(block, roles.get("patient", ()), ("Company",)) is not None
        vendor = thing.vendor.name if thing is not None and thing.vendor is not None else None
        issuers = self._issuers(block, roles.get("agent", ()) + roles.get("by", ()), vendor)
        if not issuers and syntax.is_passive(verb):
            issuers = [p for t in roles.get("in", ()) if (p := self._government(block, (t,))) is not None]
        for issuer in issuers:
            if issuer.type == "Company":
                yield self._sale_rule(block, verb, issuer, bound, thing)
            elif not against:
                yield self._use_rule(block, verb, issuer, thing, bound)

    def _forbidden(self, block: int, verb: Token, roles: syntax.Roles) -> Thing | None:
        """What must not be used: the object itself, "the use of X", or what a gerund or infinitive governs."""
        for token in (*roles.get("patient", ()), *roles.get("from", ())):
            inner = (
                [*syntax.roles(token).get("of", ()), *syntax.roles(token).get("patient", ())]
                if token.pos_ == "VERB" or syntax.lemma(token) in _USES | _SALES
                else [token]
            )
            for t in inner:
                thing = self.describer.thing(block, t)
                if thing is not None and (thing.relevant or thing.vendor):
                    return thing
        for gerund in _kept_from(verb):
            for t in syntax.roles(gerund).get("patient", ()):
                if (thing := self.describer.thing(block, t)) and (thing.relevant or thing.vendor):
                    return thing
        for clause in (c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and syntax.lemma(c) in _USES):
            for t in syntax.roles(clause).get("patient", ()):
                if thing := self.describer.thing(block, t):
                    return thing
        return None

    def _issuer(self, block: int, tokens: tuple[Token, ...]) -> Party | None:
        return next(iter(self._issuers(block, tokens)), None)

    def _issuers(self, block: int, tokens: tuple[Token, ...], vendor: str | None = None) -> list[Party]:
        """Who makes the rule: bodies, a court, a company, or whoever passed the law that says so."""
        found: list[Party] = []
        for token in tokens:
            if syntax.lemma(token) in _TOWNS and (listed := self._towns(block, token)):
                found += listed
            elif syntax.lemma(token) in bans("enacted"):
                law = self._legislator(block, token)
                found += [law] if law is not None else []
            else:
                weak = (m := self.page.mention(block, token)) is not None and (
                    m.type == "Unknown" or (m.type in ("Company", "Person") and m.lead < 0.8 and m.name != vendor)
                )
                place = self._government(block, (token,)) if weak else None
                found += [place] if place is not None else self.resolver.parties(block, token, _ISSUERS)
        return list({p.name: p for p in found}.values())

    def _towns(self, block: int, noun: Token) -> list[Party]:
        """ "Cities that have banned it include Boston and Oakland": the names that the main clause gives."""
        verb = noun.head
        if noun.dep_ != "nsubj" or syntax.lemma(verb) not in ("include", "be", "number"):
            return []
        names = [t for role in ("patient", "attr", "appos") for t in syntax.roles(verb).get(role, ())]
        found = (self.page.mention(block, t) for t in names)
        return [
            Party(type="Agency", name=m.name, block=block, start=m.start, end=m.end, confidence=0.9, reason=f"“{m.name}” is listed as a {syntax.lemma(noun)}")
            for m in found if m is not None and not m.bare and m.type in ("Place", "Agency", "Unknown", "Person", "Company")
        ]  # fmt: skip

    def _legislator(self, block: int, law: Token) -> Party | None:
        roles = syntax.roles(law)
        owner = self._first(block, (*roles.get("poss", ()), *roles.get("by", ()), *roles.get("compound", ())), _ISSUERS)
        if owner is not None or syntax.lemma(law) == "bill":
            return owner
        support, more = syntax.support_roles(law)
        if support is None:
            return None
        if syntax.lemma(support) in bans("enact"):
            return self._government(block, more.get("agent", ())) or self._first(block, more.get("agent", ()), _ISSUERS)
        return self._government(block, more.get("agent", ()))

    def _government(self, block: int, tokens: tuple[Token, ...]) -> Party | None:
        """A place, or a name that is nothing else, in the part of one who makes laws."""
        for token in tokens:
            mention = self.page.mention(block, token)
            if (
                mention is not None
                and (mention.type in ("Place", "Unknown", "Agency") or (mention.type in ("Company", "Person") and mention.lead < 1.2))
                and not mention.bare
            ):
                return Party(
                    type="Agency",
                    name=mention.name,
                    block=block,
                    start=mention.start,
                    end=mention.end,
                    confidence=0.9,
                    reason=f"“{mention.name}” is taken for its government",
                )
        return None

    def _first(self, block: int, tokens: tuple[Token, ...], types: tuple[str, ...]) -> Party | None:
        return next((p for t in tokens if (p := self.resolver.party(block, t, types)) is not None), None)

    def _use_rule(self, block: int, trigger: Token, issuer: Party, thing: Thing | None, bound: Party | None, confidence: float = 0.85) -> Draft | None:
        object = _thing_party(thing, block, trigger)
        if object is None or thing is None:
            return None
        kind, until = scope.ban_kind(trigger)
        return self._draft(
            "ban-use",
            "BANS_USE",
            block,
            trigger,
            issuer,
            object,
            confidence * thing.confidence * issuer.confidence,
            kind=kind,
            until=until,
            applies_to=bound.name if bound else None,
        )

    def _sale_rule(self, block: int, trigger: Token, vendor: Party, customer: Party | None, thing: Thing | None) -> Draft | None:
        if customer is None:
            return None
        kind, until = scope.ban_kind(trigger)
        draft = self._draft("ban-sale", "BANS_SALE", block, trigger, vendor, customer, 0.85 * vendor.confidence * customer.confidence, kind=kind, until=until)
        return replace(draft, product=thing.name if thing else None)

    def _draft(
        self,
        rule: str,
        type: str,
        block: int,
        trigger: Token,
        subject: Party,
        object: Party,
        confidence: float,
        support: Token | None = None,
        **more: str | None,
    ) -> Draft:
        around = context.read(trigger, support)
        around = replace(around, ended=False) if around.ended else around
        if around.refused or around.polarity == "denied":
            around = around.stop("a rule that is not made")
        verbs = tuple(
            v
            for v in around.verbs
            if any(syntax.in_class(v, c) for c in ("report", "pledge", "begin")) or syntax.lemma(v) in bans("enact") | {"decide", "agree"}
        )
        name = self.page.blocks[block].doc[subject.start : subject.end] if subject.block == block and type == "BANS_USE" and subject.named else ()
        group = tuple(t for t in (trigger, support, *verbs, *_enacting(trigger), *name) if t is not None)
        reasons = tuple(r for r in (subject.reason, object.reason, *around.reasons) if r)
        return Draft(
            rule=rule,
            type=type,
            block=block,
            trigger=trigger,
            subject=subject,
            object=object,
            confidence=confidence,
            context=around,
            group=group,
            reasons=reasons,
            **more,
        )

    # -- "officers may no longer use it", "no department may acquire" ----------------------------

    def _may_not(self, block: int, verb: Token) -> Draft | None:
        """A prohibition said by a modal: the issuer is who tells it, or whose law it stands in, else the body spoken of."""
        roles = syntax.roles(verb)
        thing = next((t for x in roles.get("patient", ()) if (t := self.describer.thing(block, x)) is not None and (t.relevant or t.vendor)), None)
        company = self._first(block, roles.get("agent", ()), ("Company",))
        if company is not None:
            return self._settled(block, verb, company)
        issuer = self._teller(block, verb)
        if thing is None or issuer is None:
            return None
        draft = self._use_rule(block, verb, issuer, thing, self._first(block, roles.get("agent", ()), _BOUND), 0.75)
        return replace(draft, rule="may-not", context=context.Context(verbs=draft.context.verbs)) if draft is not None else None

    def _settled(self, block: int, verb: Token, company: Party) -> Draft | None:
        """ "May not use it, under a settlement with the commission"."""
        if not any(syntax.lemma(t) in _DECREES for t in verb.sent):
            return None
        issuer = self._regulator(block, verb)
        if issuer is None:
            return None
        draft = self._draft("settlement", "REGULATORY_BAN", block, verb, issuer, company, 0.75 * issuer.confidence * company.confidence, kind="order")
        return replace(draft, context=context.Context(verbs=draft.context.verbs))

    def _teller(self, block: int, verb: Token) -> Party | None:
        above = syntax.governor(verb)
        if verb.dep_ == "relcl" and syntax.lemma(verb.head) in bans("enacted"):
            return self._legislator(block, verb.head) or self.resolver.only(block, verb, "Agency")
        if above is not None and verb.dep_ == "ccomp" and syntax.in_class(above, "report"):
            doer = syntax.subject(above)
            return self._issuer(block, (doer,)) if doer is not None else None
        if above is not None and verb.dep_ in ("xcomp", "ccomp") and syntax.lemma(above) in ("allow", "permit") and (doer := syntax.subject(above)) is not None:
            return self._issuer(block, (doer,))
        law = next((t for t in verb.sent if syntax.lemma(t) in bans("enacted") or t.lower_ in ("ordinance", "law")), None)
        return (self._legislator(block, law) or self.resolver.only(block, verb, "Agency")) if law is not None else None

    # -- an order against a company --------------------------------------------------------------

    def _against(self, block: int, verb: Token) -> Draft | None:
        roles = syntax.roles(verb)
        issuer = self._first(block, (*roles.get("agent", ()), *roles.get("by", ())), ("Agency", "Organization"))
        company = self._first(block, (*roles.get("patient", ()), *roles.get("dative", ())), ("Company",))
        ordered = any(syntax.lemma(t) in bans("enacted") or syntax.lemma(t) in _DECREES for t in (*roles.get("agent", ()), *roles.get("by", ())))
        if issuer is None and company is not None and "from" in roles and (syntax.is_passive(verb) or ordered):
            issuer = self._regulator(block, verb)
        orders = any(c.dep_ in ("xcomp", "ccomp") for c in verb.children) or "from" in roles
        if issuer is None or company is None or (syntax.lemma(verb) not in ("fine", "sanction", "penalize", "penalise") and not orders):
            return None
        kind, _ = scope.ban_kind(verb)
        kind = "order" if syntax.lemma(verb) in ("order", "fine", "sanction", "penalize", "penalise") else kind
        return self._draft("order-against", "REGULATORY_BAN", block, verb, issuer, company, 0.85 * issuer.confidence * company.confidence, kind=kind)

    def _regulator(self, block: int, verb: Token) -> Party | None:
        """Who bars a company where the verb does not say: the one body that the sentence names, else the one spoken of."""
        named = {m.name: m for m in self.page.mentions if m.block == block and m.type == "Agency" and not m.bare and verb.sent.start <= m.start < verb.sent.end}
        if len(named) == 1:
            mention = next(iter(named.values()))
            found = self.resolver.party(block, self.page.blocks[block].doc[mention.start], ("Agency",))
            return replace(found, confidence=0.9) if found is not None else None
        return self.resolver.only(block, verb, "Agency") if not named else None

    # -- "a moratorium on sales", "its ban on" ---------------------------------------------------

    def _noun(self, block: int, noun: Token) -> Draft | None:
        roles = syntax.roles(noun)
        support, more = syntax.support_roles(noun)
        issuer = self._issuer(block, roles.get("poss", ())) or self._supported(block, support, more)
        if issuer is None and support is not None and syntax.lemma(support) in ("agree", "accept", "face", "receive"):
            return self._accepted(block, noun, support, more)
        if issuer is None:
            return self._in_force(block, noun, support, roles, more)
        if support is not None and syntax.lemma(support) in bans("repeal"):
            return self._repealed(block, noun, support, issuer, roles)
        for token in (*roles.get("on", ()), *roles.get("of", ()), *roles.get("against", ()), *more.get("on", ())):
            draft = self._on(block, noun, support, issuer, token) if token.ent_type_ not in ("DATE", "TIME") else None
            if draft is not None:
                return draft
        named = [t for t in (*roles.get("on", ()), *roles.get("against", ())) if t.ent_type_ not in ("DATE", "TIME")]
        return self._of_the_text(block, noun, support, issuer) if not named else None

    def _of_the_text(self, block: int, noun: Token, support: Token | None, issuer: Party) -> Draft | None:
        """ "Its council voted for a ban": on what the text is about."""
        if issuer.type == "Company":
            return None
        own = self.describer.thing(block, noun)
        thing = own if own is not None and own.relevant else self.describer.main(block)
        return self._use_rule(block, noun, issuer, thing, None, 0.75)

    def _repealed(self, block: int, noun: Token, support: Token, issuer: Party, roles: syntax.Roles) -> Draft | None:
        """ "Vigo lifted its ban": a rule that has an end."""
        things = [self.describer.thing(block, t) for t in (*roles.get("on", ()), noun)]
        thing = next((t for t in things if t is not None and t.relevant), None) or self.describer.main(block)
        if issuer.type == "Company":
            return None
        draft = self._use_rule(block, noun, issuer, thing, None, 0.75)
        return (
            replace(draft, rule="ban-lifted", group=(support,), context=replace(context.Context(), ended=True, verbs=draft.context.verbs))
            if draft is not None
            else None
        )

    def _accepted(self, block: int, noun: Token, support: Token, more: syntax.Roles) -> Draft | None:
        """"The chain agreed to a five-year ban": somebody has the power to impose it."""
        company = self._first(block, more.get("agent", ()), ("Company",))
        issuer = self._regulator(block, noun) if company is not None else None
        if company is None or issuer is None:
            return None
        kind, _ = scope.ban_kind(noun)
        return self._draft("ban-accepted", "REGULATORY_BAN", block, noun, issuer, company, 0.75 * issuer.confidence * company.confidence, support, kind=kind)

    def _in_force(self, block: int, noun: Token, support: Token | None, roles: syntax.Roles, more: syntax.Roles) -> Draft | None:
        """ "A face recognition ban took effect in Dunmere": the place is whose rule it is."""
        if support is None or syntax.lemma(support) not in bans("in_force"):
            return None
        places = (
            t
            for t in (*roles.get("in", ()), *syntax.roles(support).get("in", ()))
            if (m := self.page.mention(block, t)) is not None and m.type in ("Place", "Agency")
        )
        issuer = next((p for t in places if (p := self.resolver.party(block, t, ("Agency",)))), None)
        if issuer is None:
            return None
        things = (self.describer.thing(block, t) for t in (noun, *roles.get("on", ())))
        thing = next((t for t in things if t is not None and t.relevant), None)
        return self._use_rule(block, noun, issuer, thing, None, 0.72)

    def _supported(self, block: int, support: Token | None, roles: syntax.Roles) -> Party | None:
        if support is None or syntax.lemma(support) not in bans("enact"):
            return None
        return self._issuer(block, (*roles.get("agent", ()), *roles.get("by", ())))

    def _on(self, block: int, noun: Token, support: Token | None, issuer: Party, token: Token) -> Draft | None:
        """What the ban is on: selling to somebody, somebody's use, or a technology."""
        inner, word = syntax.roles(token), syntax.lemma(token)
        if issuer.type == "Company":
            beside = syntax.support_roles(noun)[1]
            customer = self._first(
                block,
                (*inner.get("to", ()), *beside.get("to", ()), *inner.get("by", ()), *inner.get("poss", ()), *inner.get("compound", ()), *_use_owner(token)),
                _BOUND,
            )
            if customer is None or word not in _SALES | _USES:
                return None
            thing = self._thing_of(block, inner)
            kind, until = scope.ban_kind(noun)
            draft = self._draft(
                "ban-on", "BANS_SALE", block, noun, issuer, customer, 0.85 * issuer.confidence * customer.confidence, support, kind=kind, until=until
            )
            return replace(draft, product=thing.name if thing else None)
        thing = self._thing_of(block, inner) if word in _USES | _SALES else self.describer.thing(block, token)
        bound = self._first(block, (*inner.get("by", ()), *inner.get("compound", ()), *inner.get("poss", ())), _BOUND)
        draft = self._use_rule(block, noun, issuer, thing, bound, 0.8)
        adopted = tuple(c for c in noun.children if c.dep_ == "acl" and syntax.lemma(c) in bans("enact"))
        return replace(draft, group=(*draft.group, *adopted)) if draft is not None else None

    def _thing_of(self, block: int, roles: syntax.Roles) -> Thing | None:
        found = (self.describer.thing(block, t) for t in (*roles.get("of", ()), *roles.get("patient", ())))
        return next((t for t in found if t is not None and (t.relevant or t.vendor)), None)

    # -- "left the business", "discontinued the product" -----------------------------------------

    def _exit(self, block: int, verb: Token) -> Draft | None:
        roles = syntax.roles(verb)
        vendor = self._first(block, roles.get("agent", ()), ("Company",))
        if vendor is None:
            return None
        for token in (*roles.get("patient", ()), *roles.get("of", ()), *roles.get("from", ())):
            if syntax.lemma(token) not in bans("business"):
                continue
            thing = self.describer.thing(block, token)
            market = self.page.mention(block, token)
            if market is not None and market.type == "CustomerClass":
                customer = self.resolver.party(block, token, ("CustomerClass",))
            elif thing is not None and thing.relevant:
                customer = scope.everyone(verb, block)
            else:
                continue
            if customer is not None:
                draft = self._draft("exit", "BANS_SALE", block, verb, vendor, customer, 0.82 * vendor.confidence, kind="exit")
                return replace(draft, product=thing.name if thing else None, context=_announced(draft.context))
        return None

    # -- "suspended the agency's access" ---------------------------------------------------------

    def _cut_off(self, block: int, verb: Token) -> Draft | None:
        roles = syntax.roles(verb)
        vendor = self._first(block, roles.get("agent", ()), ("Company",))
        for token in roles.get("patient", ()) if vendor is not None else ():
            if syntax.lemma(token) not in bans("accounts"):
                continue
            inner = syntax.roles(token)
            customer = self._first(
                block, (*inner.get("poss", ()), *inner.get("by", ()), *inner.get("for", ()), *inner.get("of", ()), *inner.get("compound", ())), _BOUND
            )
            thing = next((t for x in inner.get("to", ()) if (t := self.describer.thing(block, x)) is not None), None)
            if customer is not None and vendor is not None:
                draft = self._draft("cut-off", "BANS_SALE", block, verb, vendor, customer, 0.8 * vendor.confidence * customer.confidence, kind="suspension")
                return replace(draft, product=thing.name if thing else None)
        return None

    # -- "out of the hands of the police" --------------------------------------------------------

    def _out_of_hands(self, block: int, hands: Token) -> Draft | None:
        verb = syntax.governor(hands)
        if verb is None or syntax.lemma(verb) != "keep" or not any(t.lower_ == "out" for t in verb.subtree):
            return None
        roles = syntax.roles(verb)
        vendor = self._first(block, roles.get("agent", ()), ("Company",))
        customer = self._first(block, tuple(t for c in hands.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"), _BOUND)
        if vendor is None or customer is None:
            return None
        thing = next((t for x in roles.get("patient", ()) if (t := self.describer.thing(block, x)) is not None), None)
        kind, until = scope.ban_kind(verb)
        draft = self._draft("out-of-hands", "BANS_SALE", block, verb, vendor, customer, 0.8 * vendor.confidence, kind=kind, until=until)
        return replace(draft, product=thing.name if thing else None, context=_announced(draft.context))


def _enacting(verb: Token) -> Iterator[Token]:
    """The verbs by which the law that forbids was passed: their day is its day."""
    for law in (t for role in ("agent", "by") for t in syntax.roles(verb).get(role, ()) if verb.pos_ == "VERB" and syntax.lemma(t) in bans("enacted")):
        support, _ = syntax.support_roles(law)
        if support is not None and support != verb:
            yield support
        for clause in (c for c in law.children if c.dep_ in ("acl", "relcl")):
            yield from (v for v in (clause, *clause.conjuncts) if syntax.lemma(v) in bans("enact"))


def _is_forbidden(verb: Token) -> bool:
    """ "May not", "may no longer", "must not", "are not allowed to", "no department may"."""
    modals = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if modals & {"may", "must", "shall"}:
        return context.negation(verb) is not None or any(c.lower_ == "longer" for c in verb.children)
    above = verb.head
    return (
        verb.dep_ == "xcomp"
        and syntax.lemma(above) in ("allow", "permit", "forbid")
        and (context.negation(above) is not None) != (syntax.lemma(above) == "forbid")
    )


def _kept_from(verb: Token) -> Iterator[Token]:
    """ "Bars every department, the police included, from using": the gerund, wherever the parse has hung it."""
    for token in verb.sent:
        if token.i > verb.i and token.tag_ == "VBG" and token.nbor(-1).lower_ == "from" and syntax.lemma(token) in _USES:
            yield token


def _announced(around: context.Context) -> context.Context:
    """An announced rule is a rule: "will leave the business"."""
    return replace(around, factuality="actual") if around.factuality == "planned" else around


def _use_owner(token: Token) -> tuple[Token, ...]:
    """ "Police use of": the class may be tagged as part of a compound or stand before the noun."""
    return tuple(c for c in token.children if c.i < token.i and c.pos_ in ("NOUN", "PROPN"))


def _thing_party(thing: Thing | None, block: int, trigger: Token) -> Party | None:
    if thing is None:
        return None
    if thing.name:
        return Party(type="Product" if thing.product else "Technology", name=thing.name, block=block, start=trigger.i, end=trigger.i + 1, reason=thing.reason)
    return thing.vendor
