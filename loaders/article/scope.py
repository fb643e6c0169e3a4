"""What a frame in its context comes to: a deal, its end, a vendor's rule not to sell, or nothing."""

from __future__ import annotations

import re
from dataclasses import replace

from loaders.article import context, lexicon, syntax
from loaders.article.draft import Draft
from loaders.article.frames import Proposal
from loaders.article.parse import Token
from loaders.article.party import Party
from loaders.article.statement import Context

#: Frames whose doer is the vendor: to stop or refuse them is the vendor's own rule.
_SELLING = frozenset(("sell", "supply", "supply-with", "market", "sale", "demonstrate"))
_CONDITION = re.compile(
    r"\buntil (?!further notice)(?P<what>[^,;.]*(?:law|legislat|rule|regulat|congress|parliament|safeguard|standard|court|guideline|framework|act\b)[^,;.]*)",
    re.IGNORECASE,
)
_INDEFINITE = re.compile(r"until further notice|indefinite(?:ly)?|for good\b", re.IGNORECASE)
_PAUSE = re.compile(
    r"\b(?:moratorium|pauses?d?|pausing|freez(?:e|es|ing)|froze|halt(?:ed|s|ing)? for|for the next \w+ (?:months|years?)"
    r"|(?:one|two|three|four|five|six|ten|\d+)[- ](?:year|month)s?)\b",
    re.IGNORECASE,
)
_EVERYONE = Party(type="CustomerClass", name="everyone", block=0, start=0, end=0)


def read(proposal: Proposal) -> Draft | None:
    """The draft that a proposal comes to; None where its context says that nothing is stated."""
    around = context.read(proposal.trigger, proposal.support)
    if around.blocked or (proposal.rule.only_ended and not around.ended):
        return None
    draft = _plain(proposal, around)
    if draft.type == "USED_BY" and _on_trial(proposal.trigger):
        draft = replace(draft, type="PILOTED_BY", kind="pilot")
    if around.factuality == "undisclosed":
        return draft
    if around.ordered is not None:
        return None
    if proposal.rule.id in _SELLING and (around.refused or around.ended or _never_does(proposal, around)):
        return vendor_rule(draft)
    if around.tried:
        return _tried(proposal, draft)
    carrier = proposal.support or (proposal.trigger if proposal.rule.id == "renew" else None)
    if carrier is not None and syntax.lemma(carrier) in ("renew", "extend") and (around.polarity == "denied" or around.refused):
        future = around.weaker("planned") if around.refused and around.polarity == "asserted" else around
        return _ended(replace(draft, context=replace(future, polarity="asserted", ended=True, refused=False)))
    if around.ended and proposal.rule.id == "access" and _cut_off_by(proposal):
        return replace(draft, type="BANS_SALE", rule="access:cut-off", kind="suspension", context=replace(around, ended=False))
    if around.ended:
        return _ended(draft)
    return _declined(draft) if around.refused else draft


def _never_does(proposal: Proposal, around: Context) -> bool:
    """Reads "does not sell it to police": said of a whole class and of no time, it is a rule."""
    if around.polarity != "denied" or proposal.object is None or proposal.object.type != "CustomerClass":
        return False
    return any(c.dep_ == "aux" and c.tag_ in ("VBZ", "VBP") and syntax.lemma(c) == "do" for c in proposal.trigger.children)


def _plain(proposal: Proposal, around: Context) -> Draft:
    rule = proposal.rule
    return Draft(
        rule=rule.id, type=rule.type, block=proposal.block, trigger=proposal.trigger, subject=proposal.subject, object=proposal.object,
        confidence=proposal.confidence, context=around, kind=_deal_kind(proposal), product=_product(proposal),
        generic=proposal.thing is not None and proposal.thing.generic, group=_group(proposal, around), reasons=(*proposal.reasons, *around.reasons),
    )  # fmt: skip


def _product(proposal: Proposal) -> str | None:
    """What a claim's `product` holds; nothing where the thing itself is the subject."""
    itself = proposal.rule.sought or (proposal.rule.lone and _is_thing(proposal.subject))
    return None if itself or proposal.thing is None else proposal.thing.name


def _group(proposal: Proposal, around: Context) -> tuple[Token, ...]:
    """The words on which the day of the deal may hang: its own, and the verbs by which it begins, ends or is decided."""
    deciding = ("vote", "agree", "decide", "plan", "approve", "authorize", "be")
    verbs = [v for v in around.verbs if any(syntax.in_class(v, c) for c in ("begin", "end", "attempt")) or syntax.lemma(v) in deciding]
    return tuple(t for t in (proposal.trigger, proposal.support, *verbs) if t is not None)


def _on_trial(verb: Token) -> bool:
    """Reads "Under a pilot programme", "as part of a trial", "on a trial basis"."""
    for child in verb.children:
        trial = any(syntax.lemma(t) in ("pilot", "trial") and t.pos_ in ("NOUN", "ADJ") for t in child.subtree)
        if trial and child.dep_ == "prep" and child.lower_ in ("under", "as", "in", "on", "during"):
            return True
    return False


def _cut_off_by(proposal: Proposal) -> bool:
    """Whether the vendor itself ends the access."""
    doer = syntax.subject(proposal.support) if proposal.support is not None else None
    vendor = proposal.subject
    return doer is not None and vendor is not None and vendor.type == "Company" and vendor.block == proposal.block and vendor.start <= doer.i < vendor.end


def _is_thing(party: Party | None) -> bool:
    return party is not None and party.type in ("Product", "Technology")


def _deal_kind(proposal: Proposal) -> str | None:
    if proposal.rule.kind:
        return proposal.rule.kind
    if proposal.rule.type not in ("SOLD_TO", "PILOTED_BY"):
        return None
    word = syntax.lemma(proposal.trigger)
    if proposal.support is not None and syntax.lemma(proposal.support) in ("renew", "extend") and proposal.rule.id == "contract":
        return "renewal"
    return lexicon.table("deal_kinds").get(word)


def _tried(proposal: Proposal, draft: Draft) -> Draft | None:
    """Reads "Tried to sell" is a pitch; to try to buy is not yet anything."""
    if proposal.rule.id in _SELLING:
        return replace(draft, type="MARKETED_TO", kind=None)
    return replace(draft, context=draft.context.weaker("considered"), confidence=draft.confidence * 0.8)


def _ended(draft: Draft) -> Draft | None:
    """A contract, a use or a trial that stopped."""
    if draft.type == "PILOTED_BY":
        return draft
    if draft.type not in ("SOLD_TO", "USED_BY", "PARTNERED_WITH", "CONTRACT_ENDED"):
        return None
    context = draft.context.weaker("planned") if _still_to_come(draft) else draft.context
    return replace(draft, type="CONTRACT_ENDED", kind=None, rule=f"{draft.rule}:ended", context=context)


def _still_to_come(draft: Draft) -> bool:
    """Reads "The contract expires in March": the present tense of an end is its future."""
    return any(
        t.tag_ in ("VBZ", "VBP") and syntax.lemma(t) in ("expire", "lapse", "end", "run", "terminate") and draft.trigger.dep_ == "nsubj" for t in draft.group
    )


def _declined(draft: Draft) -> Draft:
    """Reads "Will not buy", "declined to use": denied; what has not come yet is denied as a plan."""
    future = draft.context.factuality == "planned" or any("future" in r for r in draft.context.reasons)
    return replace(draft, context=replace(draft.context, polarity="denied", factuality="planned" if future else draft.context.factuality), kind=None)


# -- a vendor's rule -------------------------------------------------------------------------------


def vendor_rule(draft: Draft) -> Draft | None:
    """Refusing, stopping or pledging not to sell: BANS_SALE, its kind and condition read from the sentence."""
    around = draft.context
    if draft.subject is None or draft.subject.type != "Company":
        return None
    if around.factuality in ("considered", "alleged"):
        return None
    kind, until = ban_kind(draft.trigger, draft.product is not None)
    announced = tuple(v for v in around.verbs if not syntax.in_class(v, "consider"))
    actual = replace(around, polarity="asserted", factuality="actual" if around.factuality == "planned" else around.factuality)
    return replace(draft, type="BANS_SALE", rule=f"{draft.rule}:refused", kind=kind, until=until, context=actual, group=(*draft.group, *announced))


def ban_kind(trigger: Token, named: bool = True) -> tuple[str, str | None]:
    """Kind of a ban, and the condition that ends it, by the words of its sentence."""
    text = str(trigger.sent.text)
    condition = _CONDITION.search(text, max(0, trigger.idx - trigger.sent.start_char - 60))
    if condition:
        return "conditional", re.sub(r"^(?:there is|there are|there was|it has|we have) ", "", condition["what"].strip(), flags=re.IGNORECASE)
    if _INDEFINITE.search(text):
        return "indefinite", None
    return ("moratorium", None) if _PAUSE.search(text) else ("ban", None)


def everyone(trigger: Token, block: int) -> Party:
    """The class of all customers, as the object of an exit."""
    return replace(_EVERYONE, block=block, start=trigger.i, end=trigger.i + 1)
