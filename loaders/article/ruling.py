"""A rule as a draft: its context, kind and condition, and the words on which its day may hang."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders.article import context, scope, syntax
from loaders.article.draft import Draft
from loaders.article.parse import Token
from loaders.article.party import Party
from loaders.article.reading import Reading
from loaders.article.rules import bans
from loaders.article.statement import Context
from loaders.article.things import Thing


def ruling(
    reading: Reading, rule: str, type: str, trigger: Token, subject: Party, object: Party, confidence: float,
    *, support: Token | None = None, kind: str | None = None,
) -> Draft:  # fmt: skip
    """The draft of a rule that a word states. One that is denied or refused is no rule, and its context says so."""
    around = context.read(trigger, support)
    around = replace(around, ended=False)
    if around.refused or around.polarity == "denied":
        around = around.stop("a rule that is not made")
    stated, until = scope.ban_kind(trigger)
    return Draft(
        rule=rule, type=type, block=_block(reading, trigger, subject), trigger=trigger, subject=subject, object=object,
        confidence=confidence * subject.confidence * object.confidence, context=around, kind=kind or stated, until=until,
        group=_group(reading, type, trigger, support, subject, around), reasons=tuple(r for r in (subject.reason, object.reason, *around.reasons) if r),
    )  # fmt: skip


def _block(reading: Reading, trigger: Token, subject: Party) -> int:
    """The block of the trigger: nearly always the subject's, else the one whose document the trigger is of."""
    if reading.page.blocks[subject.block].doc == trigger.doc:
        return subject.block
    return next(b.index for b in reading.page.blocks if b.doc == trigger.doc)


def _group(reading: Reading, type: str, trigger: Token, support: Token | None, subject: Party, around: Context) -> tuple[Token, ...]:
    verbs = (
        v for v in around.verbs if any(syntax.in_class(v, c) for c in ("report", "pledge", "begin")) or syntax.lemma(v) in bans("enact") | {"decide", "agree"}
    )
    first = (trigger.head.head,) if trigger.pos_ == "VERB" and trigger.dep_ in ("acl", "relcl", "advcl") and trigger.head.dep_ == "attr" else ()
    name = reading.span(subject) if type == "BANS_USE" and subject.named else ()
    return tuple(t for t in (trigger, support, *verbs, *first, *_enacting(trigger), *name) if t is not None and t.doc == trigger.doc)


def _enacting(verb: Token) -> Iterator[Token]:
    """The verbs by which the law that forbids was passed: their day is its day."""
    roles = syntax.roles(verb) if verb.pos_ == "VERB" else {}
    for law in (t for role in ("agent", "by") for t in roles.get(role, ()) if syntax.lemma(t) in bans("enacted")):
        support, _ = syntax.support_roles(law)
        if support is not None and support != verb:
            yield support
        for clause in (c for c in law.children if c.dep_ in ("acl", "relcl")):
            yield from (v for v in (clause, *clause.conjuncts) if syntax.lemma(v) in bans("enact"))


def of_use(
    reading: Reading, rule: str, block: int, trigger: Token, issuer: Party, thing: Thing | None, confidence: float, bound: Party | None = None
) -> Draft | None:  # fmt: skip
    """A rule not to use a thing; None where no thing is known."""
    object = _as_object(thing, block, trigger)
    if object is None:
        return None
    return replace(
        ruling(reading, rule, "BANS_USE", trigger, issuer, object, confidence), applies_to=bound.name if bound and bound.name != issuer.name else None
    )


def of_sale(
    reading: Reading, rule: str, trigger: Token, vendor: Party, customer: Party | None, thing: Thing | None, confidence: float,
    *, support: Token | None = None, kind: str | None = None,
) -> Draft | None:  # fmt: skip
    """A vendor's rule not to sell; None where it is not said to whom."""
    if customer is None:
        return None
    draft = ruling(reading, rule, "BANS_SALE", trigger, vendor, customer, confidence, support=support, kind=kind)
    return replace(draft, product=thing.name if thing else None)


def announced(draft: Draft | None) -> Draft | None:
    """An announced rule is a rule: "will leave the business"."""
    if draft is None or draft.context.factuality != "planned":
        return draft
    return replace(draft, context=replace(draft.context, factuality="actual"))


def outright(draft: Draft | None, *, ended: bool = False) -> Draft | None:
    """A rule whose own words sound like a denial or an end, "may not", "lifted": it stands as it is."""
    return replace(draft, context=Context(ended=ended, verbs=draft.context.verbs)) if draft is not None else None


def _as_object(thing: Thing | None, block: int, trigger: Token) -> Party | None:
    if thing is None or thing.name is None:
        return thing.vendor if thing is not None else None
    return Party(
        type="Product" if thing.product else "Technology", name=thing.name, block=block, start=trigger.i, end=trigger.i + 1,
        confidence=thing.confidence, reason=thing.reason,
    )  # fmt: skip
