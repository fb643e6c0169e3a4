"""Drafts made into claims: what may be claimed, its quote, its times, its sum; the rest are candidates or nothing."""

from __future__ import annotations

from dataclasses import replace

from graph import dates, schema
from graph.claims import Candidate, Claim, Document
from loaders.article import doubt, gazetteer, lexicon, money, readings
from loaders.article.dating import Calendar, Times
from loaders.article.draft import Draft
from loaders.article.page import Page
from loaders.article.parse import Block
from loaders.article.party import Party
from loaders.article.repeats import DEALS, only_new, without_repeats
from loaders.article.statement import Context

#: From here on a claim goes into the graph by itself; below it waits for review; below the second it is only a candidate.
ACCEPT, REVIEW = 0.6, 0.48

_PAID = ("SOLD_TO", "SOUGHT_BY", "REGULATORY_BAN", "OWNS")


class Assembler:
    """Makes claims of drafts: checks, dates, sums, quotes, and one claim for what is said twice."""

    def __init__(self, *, document: Document, page: Page) -> None:
        self.document = document
        self.page = page
        self.calendar = Calendar(page=page, published=document.published)
        self.has_technology = any(m.type in ("Technology", "Product") for m in page.mentions) or bool(lexicon.patterns("topic").search(document.text or ""))

    def records(self) -> tuple[tuple[Claim, ...], tuple[Candidate, ...]]:
        """Claims in the order of the text, and candidates for what was left open."""
        claims: list[Claim] = []
        candidates: list[Candidate] = []
        for draft in readings.drafts(self.page):
            why = self._open(draft)
            if why is None:
                claims.append(self._claim(draft))
            elif why:
                candidates.append(self._candidate(draft, why))
        kept = tuple(sorted(without_repeats(claims), key=lambda c: (c.quote_start or 0, c.type, c.subject, c.object)))
        return kept, tuple(only_new(candidates, kept))

    # -- may it be claimed? ----------------------------------------------------------------------

    def _open(self, draft: Draft) -> str | None:
        """None where a draft may be claimed; else why not, or an empty text where it is not even worth a look."""
        if not draft.complete:
            return self._incomplete(draft)
        subject, object = draft.subject, draft.object
        if subject is None or object is None or not _typed(draft, subject, object) or subject.name == object.name:
            return ""
        if object.type == "CustomerClass" and draft.type in DEALS and not (subject.type == "Company" and subject.named):
            return ""
        if draft.type in ("USED_BY", "PILOTED_BY") and object.name == "everyone":
            return ""
        if draft.type in DEALS and not self._relevant(draft, subject):
            return ""
        return "the reading is not sure enough" if draft.confidence < REVIEW else None

    def _incomplete(self, draft: Draft) -> str:
        known = draft.subject or draft.object
        if known is None or not known.named or draft.type not in DEALS or draft.product is None:
            return ""
        return f"the {'object' if draft.object is None else 'subject'} is not named here"

    def _relevant(self, draft: Draft, subject: Party) -> bool:
        """Whether it is about surveillance: what is sold says so, or the text says what the vendor sells."""
        if draft.product is not None or subject.type in ("Product", "Technology"):
            return True
        return self.has_technology and (draft.generic or self._deals_in_it(subject.name) or self._near_technology(draft))

    def _near_technology(self, draft: Draft) -> bool:
        """Whether a technology is named in the same paragraph or shortly before."""
        near = (b.paragraph.text for b in self.page.blocks[max(0, draft.block - 3) : draft.block + 1])
        return any(lexicon.patterns("topic").search(text) for text in near) or any(
            m.type in ("Technology", "Product") and draft.block - 3 <= m.block <= draft.block for m in self.page.mentions
        )

    def _deals_in_it(self, company: str) -> bool:
        if gazetteer.known().find(company, "Company"):
            return True
        for block in self.page.blocks:
            here = [m for m in self.page.mentions if m.block == block.index]
            for m in here:
                if m.name == company and any(o.type in ("Technology", "Product") and block.doc[o.start].sent == block.doc[m.start].sent for o in here):
                    return True
        return False

    # -- the record ------------------------------------------------------------------------------

    def _block(self, draft: Draft) -> Block:
        return self.page.blocks[draft.block]

    def _quote(self, draft: Draft) -> tuple[str, int, int]:
        """The sentence that states it."""
        sentence = draft.trigger.sent
        start, end = self._block(draft).span(sentence.start, sentence.end)
        return (self.document.text or "")[start:end], start, end

    def _claim(self, draft: Draft) -> Claim:
        subject, object = draft.subject, draft.object
        if subject is None or object is None:
            raise ValueError("a draft without both ends is a candidate")
        quote, start, end = self._quote(draft)
        times = _in_order(self.calendar.of(draft))
        around = _told_by(draft, quote)
        doubts = _doubts(draft, around, quote)
        amount, currency, amount_kind = self._amount(draft)
        return Claim(
            type=draft.type, subject=subject.name, subject_type=subject.type, object=object.name, object_type=object.type, product=draft.product,
            polarity=around.polarity, factuality=around.factuality, kind=draft.kind,
            date=times.date, start=times.start, end=times.end, reported=self.document.published,
            until=draft.until, applies_to=draft.applies_to, amount=amount, currency=currency, amount_kind=amount_kind, role=draft.role, speaker=around.speaker,
            document=self.document.id, quote=quote, quote_start=start, quote_end=end, confidence=round(min(draft.confidence, 0.97), 3), rule=draft.rule,
            decision="accept" if draft.confidence >= ACCEPT and not doubts else "review",
            reasons=tuple(dict.fromkeys((*doubts, *draft.reasons, *times.reasons))), verified=True,
        )  # fmt: skip

    def _amount(self, draft: Draft) -> tuple[float | None, str | None, str | None]:
        """The sum of the claim's sentence, where it names just one and the claim is one of money."""
        if draft.type not in _PAID or draft.context.polarity == "denied":
            return None, None, None
        sentence = draft.trigger.sent
        inside = [a for a in money.amounts(self._block(draft).paragraph.text) if sentence.start_char <= a.start < sentence.end_char]
        if len(inside) != 1:
            return None, None, None
        kind = "penalty" if draft.type == "REGULATORY_BAN" else "budget" if draft.type == "SOUGHT_BY" else inside[0].kind
        return inside[0].value, inside[0].currency, kind

    def _candidate(self, draft: Draft, why: str) -> Candidate:
        quote, start, end = self._quote(draft)
        guess = {
            "type": draft.type, "subject": draft.subject.name if draft.subject else None, "object": draft.object.name if draft.object else None,
            "product": draft.product, "polarity": draft.context.polarity, "factuality": draft.context.factuality,
            "rule": draft.rule, "confidence": round(draft.confidence, 3),
        }  # fmt: skip
        return Candidate(
            document=self.document.id, quote=quote, quote_start=start, quote_end=end, why=why, guess={k: v for k, v in guess.items() if v is not None}
        )


def _told_by(draft: Draft, quote: str) -> Context:
    """What is told by unnamed sources alone is alleged."""
    firm = draft.context.factuality in schema.FIRM
    return replace(draft.context, factuality="alleged") if firm and doubt.unnamed(quote) else draft.context


def _doubts(draft: Draft, around: Context, quote: str) -> tuple[str, ...]:
    """Why a firm reading must wait for a person: words that leave open whether it happened."""
    firm = around.polarity == "asserted" and around.factuality in schema.FIRM and draft.type in (*DEALS, *schema.BANS)
    words = doubt.left_open(quote) if firm else None
    return (f"“{words}” leaves open whether it happened",) if words else ()


def _in_order(times: Times) -> Times:
    """Times without an end that would lie before their start."""
    start = times.start or times.date
    if start and times.end and dates.parse(times.end).latest < dates.parse(start).earliest:
        return replace(times, end=None)
    return times


def _typed(draft: Draft, subject: Party, object: Party) -> bool:
    edge = schema.EDGES[draft.type]
    return subject.type in edge.subjects and object.type in edge.objects
