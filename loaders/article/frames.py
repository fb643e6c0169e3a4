"""Frames: `rules.yml` says which words state an event; here their parties are found in the parse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from loaders.article import syntax
from loaders.article.parse import Token
from loaders.article.party import DEFINITE, Party, is_state
from loaders.article.reading import Reading
from loaders.article.rules import Rule, index
from loaders.article.things import Thing

#: In a rule with `parties`, the roles in which a company or an agency may stand, the surest first.
_PARTY_ROLES = ("between", "with", "poss", "agent", "by", "to", "dative", "from", "of", "for", "compound", "patient", "at", "appos", "among")


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A claim that a frame proposes: its trigger and its parties, before its context is read."""

    rule: Rule
    block: int
    trigger: Token
    support: Token | None
    subject: Party | None
    object: Party | None
    thing: Thing | None
    confidence: float
    foreign: bool = False
    """What is sold is named, and it is no surveillance technology."""
    reasons: tuple[str, ...] = ()


class Reader(Reading):
    """Applies the frames to one page."""

    def proposals(self) -> Iterator[Proposal]:
        """Every reading of every trigger, in the order of the text."""
        for block in self.page.prose:
            for token in block.doc:
                for rule in index().get((token.pos_ if token.pos_ != "AUX" else "VERB", syntax.lemma(token)), ()):
                    mention = self.page.mention(block.index, token)
                    if mention is None or mention.type in ("Technology", "CustomerClass"):
                        yield from self._apply(rule, block.index, token)

    # -- one rule at one word --------------------------------------------------------------------

    def _apply(self, rule: Rule, block: int, trigger: Token) -> Iterator[Proposal]:
        support, roles = self._roles(rule, trigger)
        if rule.lone and roles is not None and rule.verbs:
            roles = self._whose(block, trigger, roles)
        if roles is None or not _fits(rule, trigger, roles):
            return
        thing, foreign = self._thing(rule, block, trigger, support, roles)
        if (foreign and rule.type != "OWNS") or not self._suffices(rule, trigger, roles, thing):
            return
        subjects, objects = self._parties(rule, block, trigger, roles, thing)
        for subject in (*subjects,) or (None,):
            for object in (*objects,) or (None,):
                yield self._proposal(rule, block, trigger, support, subject, self._abroad(block, object, rule), thing)

    def _suffices(self, rule: Rule, trigger: Token, roles: syntax.Roles, thing: Thing | None) -> bool:
        """Whether what is sold or used is said as plainly as the rule needs it."""
        if rule.type == "USED_BY" and rule.verbs and any(syntax.in_class(t, "occasions") for t in roles.get("patient", ())):
            return False
        if rule.lone and thing is not None and not self._is_technology(thing):
            return False
        if rule.needs == "relevant":
            return thing is not None and (thing.relevant or (thing.generic and (thing.vendor is not None or self._is_hardware(rule, roles))))
        if rule.needs == "money":
            return any(t.ent_type_ == "MONEY" or t.text in "$£€" for t in trigger.sent)
        needed = rule.needs == "thing" or (rule.id == "trial" and not _is_its(trigger))
        return thing is not None or not needed

    def _is_technology(self, thing: Thing) -> bool:
        """Whether a product alone is known to be a technology, so that its use is worth a claim."""
        return thing.product is None or bool(thing.technology or thing.generic or thing.vendor or self.describer.is_technology(thing.product))

    def _abroad(self, block: int, party: Party | None, rule: Rule) -> Party | None:
        """A country as a seller's market means customers there."""
        if party is None or rule.type not in ("SOLD_TO", "MARKETED_TO") or not (party.reason or "").endswith("taken for its government"):
            return party
        token = self.page.blocks[block].doc[party.start : party.end].root
        if not is_state(party.name):
            return party
        return replace(party, type="CustomerClass", name=f"customers in {self.resolver.coordinated(block, token)}", confidence=0.9, reason=None)

    def _proposal(
        self, rule: Rule, block: int, trigger: Token, support: Token | None, subject: Party | None, object: Party | None, thing: Thing | None
    ) -> Proposal:
        confidence = rule.confidence
        for part in (subject, object, thing):
            confidence *= part.confidence if part is not None else 1.0
        reasons = tuple(p.reason for p in (subject, object, thing) if p is not None and p.reason)
        if thing is not None and thing.generic and not thing.relevant:
            confidence *= 0.92
        return Proposal(
            rule=rule, block=block, trigger=trigger, support=support, subject=subject, object=object, thing=thing, confidence=confidence, reasons=reasons
        )

    def _roles(self, rule: Rule, trigger: Token) -> tuple[Token | None, syntax.Roles | None]:
        own = syntax.roles(trigger)
        if trigger.pos_ != "NOUN" or not rule.nouns:
            return None, {**syntax.deep_prepositions(trigger), **own} if rule.sought else own
        support, more = syntax.support_roles(trigger)
        if support is not None and rule.support and syntax.lemma(support) not in rule.support:
            more = {}
            support = None
        far = ("with", "to", "between", "by", *(("from",) if syntax.lemma(trigger) == "order" else ()))
        deep = {k: v for k, v in syntax.deep_prepositions(trigger).items() if k in far} if rule.parties or rule.sought else {}
        merged = {k: tuple(dict.fromkeys((*own.get(k, ()), *more.get(k, ()), *deep.get(k, ())))) for k in {**own, **more, **deep}}
        return support, merged

    def _whose(self, block: int, verb: Token, roles: syntax.Roles) -> syntax.Roles:
        """Reads "Helioscan, whose drones the Prison Service has flown": the body between thing and verb is the doer, however it was parsed."""
        whose = next((t for t in reversed(list(verb.sent)) if t.i < verb.i and t.tag_ == "WP$"), None)
        if whose is None or verb.i - whose.i > 12 or whose.i + 1 >= verb.i:
            return roles
        thing = whose.nbor()
        between = [t for t in verb.doc[thing.i + 1 : verb.i] if (m := self.page.mention(block, t)) is not None and m.type == "Agency"]
        return {**roles, "patient": (thing,), "agent": (between[-1],)} if between and self.describer.thing(block, thing) is not None else roles

    # -- its parties -----------------------------------------------------------------------------

    def _parties(self, rule: Rule, block: int, trigger: Token, roles: syntax.Roles, thing: Thing | None) -> tuple[list[Party], list[Party]]:
        if rule.parties:
            company = self._any(block, roles, ("Company",), trigger)
            agency = self._any(block, roles, ("Agency", "CustomerClass"), trigger)
            company = company or ([thing.vendor] if thing and thing.vendor else [])
            alone = not company and not agency and trigger.dep_ in ("nsubj", "nsubjpass") and any(c.lower_ in ("the", "that", "this") for c in trigger.children)
            if rule.spoken and (bool(company) != bool(agency) or alone):
                company = company or ([] if _left_open(roles, "company_nouns") else self._spoken(block, trigger, ("Company",), None))
                agency = agency or ([] if _left_open(roles, "agency_nouns") else self._spoken(block, trigger, ("Agency",), None))
            return company, agency
        objects = self._slot(rule, rule.object, rule.object_types, block, trigger, roles, thing)
        if rule.sought or (rule.lone and thing and thing.relevant and not thing.anaphoric and thing.vendor is None):
            named = [
                p
                for p in self._slot(rule, tuple(r for r in rule.subject if r != "spoken"), rule.subject_types, block, trigger, roles, thing)
                if not rule.sought
            ]
            return named or _as_party(thing, block, trigger), objects
        return self._slot(rule, rule.subject, rule.subject_types, block, trigger, roles, thing), objects

    def _any(self, block: int, roles: syntax.Roles, types: tuple[str, ...], trigger: Token) -> list[Party]:
        """Parties of the types in any role; those that are named go before those that are only referred to."""
        for named in (True, False):
            for role in _PARTY_ROLES:
                tokens = [t for t in roles.get(role, ()) if (self.page.mention(block, t) is not None) == named]
                found = [p for t in tokens if (p := self.resolver.party(block, t, types)) is not None]
                if found:
                    return found
        return []

    def _slot(
        self, rule: Rule, wanted: tuple[str, ...], types: tuple[str, ...], block: int, trigger: Token, roles: syntax.Roles, thing: Thing | None
    ) -> list[Party]:  # fmt: skip
        for role in wanted:
            if role == "maker":
                found = [thing.vendor] if thing and thing.vendor and not (thing.vendor.reason is None and "agent" in wanted and _has_doer(trigger)) else []
            elif role == "spoken":
                found = [] if "agent" in wanted and roles.get("agent") else self._spoken(block, trigger, types, thing)
            else:
                found = [p for t in roles.get(role, ()) for p in self._direct(rule, block, t, types)]
            if found:
                return found
        return []

    def _direct(self, rule: Rule, block: int, token: Token, types: tuple[str, ...]) -> list[Party]:
        found = self.resolver.parties(block, token, types)
        return [p for p in found if p.named or not rule.direct]

    def _spoken(self, block: int, trigger: Token, types: tuple[str, ...], thing: Thing | None) -> list[Party]:
        """The party that no word points to, only where what is sold or used was named before."""
        if thing is not None and not thing.anaphoric and "Company" in types:
            return []
        if trigger.dep_ in ("acl", "relcl") and "Agency" in types:
            return []
        found = self.resolver.only(block, trigger, types[0])
        return [found] if found else []

    # -- what it is about ------------------------------------------------------------------------

    def _thing(self, rule: Rule, block: int, trigger: Token, support: Token | None, roles: syntax.Roles) -> tuple[Thing | None, bool]:
        """The thing, and whether words name something else instead: patrol cars, school meals."""
        tokens = [t for role in rule.thing for t in roles.get(role, ()) if t != trigger and not self._is_party(block, t, rule)]
        if rule.parties or rule.purpose:
            tokens += list(_purposes(trigger, support))
        described = [thing for t in tokens if (thing := self.describer.thing(block, t)) is not None]
        best = next((d for d in described if d.relevant), next((d for d in described if d.vendor), described[0] if described else None))
        compounds = set(roles.get("compound", ())) if rule.nouns else set()
        foreign = best is None and any(_is_foreign(t) and not (t in compounds and syntax.in_class(t, "neutral")) for t in tokens)
        return best, foreign

    def _is_hardware(self, rule: Rule, roles: syntax.Roles) -> bool:
        return any(syntax.in_class(t, "hardware") for role in rule.thing for t in roles.get(role, ()))

    def _is_party(self, block: int, token: Token, rule: Rule) -> bool:
        mention = self.page.mention(block, token)
        return (mention is not None and mention.type in ("Agency", "CustomerClass", "Person", "Organization", "Place")) or (
            mention is not None and mention.type == "Company" and rule.parties
        )


def _left_open(roles: syntax.Roles, kind: str) -> bool:
    """Whether a party is said and not named: "a contract with any supplier"."""
    return any(
        syntax.in_class(t, kind) and not any(c.lower_ in DEFINITE for c in t.children)
        for role in ("with", "from", "to", "by", "agent")
        for t in roles.get(role, ())
    )


def _is_bought(order: Token, roles: syntax.Roles) -> bool:
    """Whether an order is one of goods: "a purchase order", "won an order for cameras"."""
    support, _ = syntax.support_roles(order)
    won = support is not None and syntax.lemma(support) in ("win", "receive", "get", "secure", "land", "book", "place", "clinch")
    return (won and "for" in roles) or any(syntax.lemma(t) == "purchase" for t in roles.get("compound", ()))


def _has_doer(verb: Token) -> bool:
    """Whether a verb in the active has somebody who does it, found or not."""
    return not syntax.is_passive(verb) and (verb.tag_ in ("VBD", "VBZ", "VBP") or any(c.dep_ == "aux" and c.lower_ != "to" for c in verb.children))


def _is_its(noun: Token) -> bool:
    """Reads "Its first trial", "the pilot": one that was spoken of."""
    return any(c.dep_ in ("det", "poss") and c.lower_ in ("its", "their", "the", "this", "that") for c in noun.children)


def _fits(rule: Rule, trigger: Token, roles: syntax.Roles) -> bool:
    if trigger.pos_ == "NOUN" and syntax.lemma(trigger) == "order" and not _is_bought(trigger, roles):
        return False
    if trigger.pos_ == "VERB" and syntax.lemma(trigger) == "order" and any(c.dep_ in ("xcomp", "ccomp") for c in trigger.children):
        return False
    if rule.id == "tap" and not any(c.dep_ in ("dobj", "nsubjpass", "prep") for c in trigger.children):
        return False
    if rule.particle and not any(c.dep_ in ("prt", "prep") and c.lower_ in rule.particle for c in trigger.children):
        return False
    if rule.voice == "passive" and not syntax.is_passive(trigger):
        return False
    if rule.requires and rule.requires not in roles:
        return False
    if rule.agent_noun and not any(syntax.lemma(t) in rule.agent_noun for t in roles.get("agent", ())):
        return False
    if rule.preposition and not (trigger.dep_ == "pobj" and trigger.head.lower_ == rule.preposition):
        return False
    if rule.position == "attr" and not (
        trigger.dep_ in ("attr", "appos") or (trigger.dep_ == "pobj" and trigger.head.lower_ == "among") or any(c.dep_ == "appos" for c in trigger.children)
    ):
        return False
    return not rule.mentions_noun or any(syntax.lemma(t) in rule.mentions_noun for t in trigger.subtree)


def _purposes(trigger: Token, support: Token | None) -> Iterator[Token]:
    """What a contract is for, said by a verb: "to provide body cameras", "to mend its roads"."""
    for word in (trigger, support):
        for verb in word.children if word is not None else ():
            if verb.dep_ in ("acl", "advcl", "xcomp") and verb.pos_ == "VERB" and verb.tag_ in ("VB", "VBG") and verb != trigger:
                yield from (c for c in verb.children if c.dep_ == "dobj" and c.head != support and c != trigger)


def _is_foreign(token: Token) -> bool:
    """A common noun that is neither money nor a span of time nor a word for the deal itself."""
    if token.pos_ not in ("NOUN", "PROPN") or token.ent_type_ in ("MONEY", "DATE", "PERCENT", "CARDINAL", "QUANTITY"):
        return False
    return syntax.lemma(token) not in (
        "contract",
        "deal",
        "agreement",
        "license",
        "subscription",
        "access",
        "use",
        "order",
        "purchase",
        "year",
        "month",
        "price",
        "cost",
        "total",
        "trial",
        "test",
    )


def _as_party(thing: Thing | None, block: int, trigger: Token) -> list[Party]:
    """A technology or product as the subject of a use, where no vendor is named."""
    if thing is None or thing.name is None:
        return []
    return [Party(type="Product" if thing.product else "Technology", name=thing.name, block=block, start=trigger.i, end=trigger.i + 1)]
