"""One document from text to claims: the rooms of this loader in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from graph import schema
from graph.claims import Batch, Candidate, Claim, Document, Entity, Refusal
from loaders.article import bans, doubt, exits, frames, gazetteer, lexicon, listing, mentions, money, orders, paragraphs, parse, people, relations, scope, text
from loaders.article.coref import Resolver
from loaders.article.dating import Calendar
from loaders.article.draft import Draft
from loaders.article.page import Page
from loaders.article.parse import Block
from loaders.article.party import Party
from loaders.article.statement import Context
from loaders.article.things import Describer

#: From here on a claim goes into the graph by itself; below it waits for review; below the second it is only a candidate.
ACCEPT, REVIEW = 0.6, 0.48

_DEALS = ("SOLD_TO", "USED_BY", "PILOTED_BY", "MARKETED_TO", "DEMOED_TO", "PARTNERED_WITH", "CONTRACT_ENDED")
_PAID = ("SOLD_TO", "SOUGHT_BY", "REGULATORY_BAN", "OWNS")


def extract_path(path: Path, *, published: str | None = None) -> Batch:
    """What one text or Markdown file says; a file that cannot be read gives its refusal."""
    found = text.read(path, published=published)
    return Batch(refusals=(found,)) if isinstance(found, Refusal) else extract(found)


def extract(document: Document) -> Batch:
    """What one document says. Its text must be there; offsets count in it."""
    if not document.text:
        return Batch(documents=(document,), notes=(f"{document.id}: there is no text to read",))
    page = mentions.read(parse.blocks(paragraphs.paragraphs(document.text)), gazetteer.known())
    claims, candidates = Assembler(document=document, page=page).records()
    return Batch(documents=(document,), entities=tuple(_entities(page, claims)), claims=claims, candidates=candidates)


def _drafts(page: Page) -> Iterator[Draft]:
    """All readings, those of events first."""
    resolver = Resolver(page)
    describer = Describer(page, resolver)
    standing = list(relations.Reader(page=page, resolver=resolver, describer=describer).drafts())
    describer.makers.update(_makers(standing))
    roles = list(people.Reader(page=page, resolver=resolver).drafts())
    resolver.speakers.employers.update(_employers(roles))
    for proposal in frames.Reader(page=page, resolver=resolver, describer=describer).proposals():
        draft = scope.read(proposal)
        if draft is not None:
            yield draft
    rules = list(bans.Reader(page=page, resolver=resolver, describer=describer).drafts())
    yield from rules
    yield from orders.Reader(page=page, resolver=resolver, describer=describer).drafts()
    yield from exits.Reader(page=page, resolver=resolver, describer=describer).drafts()
    yield from listing.Reader(page=page, resolver=resolver).drafts(rules)
    yield from standing
    yield from roles


def _makers(standing: Iterable[Draft]) -> Iterator[tuple[str, Party]]:
    """Who makes which product, from the relations read first; a product with two makers has none."""
    made: dict[str, dict[str, Party]] = {}
    for draft in standing:
        if draft.type == "MAKES" and draft.subject and draft.object and draft.confidence >= ACCEPT:
            made.setdefault(draft.object.name, {}).setdefault(
                draft.subject.name, replace(draft.subject, confidence=0.95, reason=f"{draft.subject.name} makes {draft.object.name}", named=True)
            )
    yield from ((product, next(iter(makers.values()))) for product, makers in made.items() if len(makers) == 1)


def _employers(roles: Iterable[Draft]) -> Iterator[tuple[str, Party]]:
    """Where each person works, by the first role that the document gives."""
    found: dict[str, Party] = {}
    for draft in roles:
        if draft.subject and draft.object and draft.object.type in ("Company", "Agency"):
            found.setdefault(draft.subject.name, draft.object)
    yield from found.items()


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
        for draft in _drafts(self.page):
            why = self._open(draft)
            if why is None:
                claims.append(self._claim(draft))
            elif why:
                candidates.append(self._candidate(draft, why))
        kept = tuple(sorted(without_repeats(claims), key=lambda c: (c.quote_start or 0, c.type, c.subject, c.object)))
        return kept, tuple(_only_new(candidates, kept))

    # -- may it be claimed? ----------------------------------------------------------------------

    def _open(self, draft: Draft) -> str | None:
        """None where a draft may be claimed; else why not, or an empty text where it is not even worth a look."""
        if not draft.complete:
            return self._incomplete(draft)
        subject, object = draft.subject, draft.object
        if subject is None or object is None or not _typed(draft, subject, object) or subject.name == object.name:
            return ""
        if object.type == "CustomerClass" and draft.type in _DEALS and not (subject.type == "Company" and subject.named):
            return ""
        if draft.type in ("USED_BY", "PILOTED_BY") and object.name == "everyone":
            return ""
        if draft.type in _DEALS and not self._relevant(draft, subject):
            return ""
        return "the reading is not sure enough" if draft.confidence < REVIEW else None

    def _incomplete(self, draft: Draft) -> str:
        known = draft.subject or draft.object
        if known is None or not known.named or draft.type not in _DEALS or draft.product is None:
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
        times = self.calendar.of(draft)
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
    firm = around.polarity == "asserted" and around.factuality in schema.FIRM and draft.type in (*_DEALS, *schema.BANS)
    words = doubt.left_open(quote) if firm else None
    return (f"“{words}” leaves open whether it happened",) if words else ()


def _typed(draft: Draft, subject: Party, object: Party) -> bool:
    edge = schema.EDGES[draft.type]
    return subject.type in edge.subjects and object.type in edge.objects


# -- what is said twice ----------------------------------------------------------------------------


def without_repeats(claims: Iterable[Claim]) -> list[Claim]:
    """One claim for each thing said: of several the one that says most; no use where the same pair has a sale."""
    best: dict[tuple[str, str, str, str], Claim] = {}
    claims = list(claims)
    towns = {c.object for c in claims if c.type in _DEALS}
    for claim in claims:
        key = (claim.type, claim.subject, _town(claim.object, towns) if claim.type in _DEALS else claim.object, claim.polarity)
        if key not in best or (_weight(claim), len(claim.object)) > (_weight(best[key]), len(best[key].object)):
            best[key] = claim
    best = {key: _with_start(claim, claims) for key, claim in best.items()}
    sold = {(c.subject, c.object) for c in best.values() if c.type == "SOLD_TO" and c.polarity == "asserted" and c.factuality in schema.FIRM}
    ended = {(c.subject, c.object, c.quote_start) for c in best.values() if c.type == "CONTRACT_ENDED"}
    return [
        c
        for c in best.values()
        if not (c.type == "USED_BY" and c.polarity == "asserted" and ((c.subject, c.object) in sold or (c.subject, c.object, c.quote_start) in ended))
    ]


def _town(agency: str, all_agencies: set[str]) -> str:
    """The town whose body this is, where the document has the same said of the town: "Orlando" and its police department."""
    for name in sorted(all_agencies, key=len):
        if name != agency and (agency.startswith(name + " ") or agency in (f"City of {name}", f"Town of {name}")):
            return name
    return agency


def _is_body(name: str) -> float:
    """A force or a council says more than its town."""
    return float(name.count(" ") > 1)


def _with_start(claim: Claim, claims: list[Claim]) -> Claim:
    """A rule of which only the end is told here takes the start that another sentence gives it."""
    if claim.type not in schema.BANS or claim.end is None or claim.date or claim.start:
        return claim
    other = next(
        (c for c in claims if (c.type, c.subject, c.object, c.polarity) == (claim.type, claim.subject, claim.object, claim.polarity) and (c.date or c.start)),
        None,
    )
    if other is None:
        return claim
    return replace(claim, date=other.date, start=other.start, reasons=(*claim.reasons, "the start is told in another sentence"))


def _weight(claim: Claim) -> tuple[float, ...]:
    known = sum(v is not None for v in (claim.date, claim.start, claim.end, claim.amount, claim.product, claim.until))
    firm = claim.factuality in schema.FIRM
    return (
        float(claim.rule == "ban-lifted"),
        float(firm),
        _is_body(claim.object),
        round(claim.confidence, 1),
        known,
        claim.confidence,
        -(claim.quote_start or 0),
    )


def _only_new(candidates: Iterable[Candidate], claims: Iterable[Claim]) -> Iterator[Candidate]:
    """Candidates for passages of which no claim of their type was made, each passage and type once."""
    seen = {(c.quote_start, c.type) for c in claims}
    for candidate in candidates:
        key = (candidate.quote_start, str(candidate.guess.get("type")))
        if key not in seen:
            seen.add(key)
            yield candidate


# -- who is named ----------------------------------------------------------------------------------


def _entities(page: Page, claims: Iterable[Claim]) -> Iterator[Entity]:
    """The things that the claims speak of, with the other names that the text has for them."""
    named: dict[tuple[str, str], None] = {}
    for claim in claims:
        named.setdefault((claim.subject_type, claim.subject))
        named.setdefault((claim.object_type, claim.object))
        if claim.product:
            named.setdefault(_product_key(page, claim.product))
    for type, name in sorted(named):
        yield Entity(type=type, name=name, aliases=page.aliases.get((type, name), ()), properties=_properties(page, type, name))


def _product_key(page: Page, name: str) -> tuple[str, str]:
    return ("Product" if name in page.names("Product") else "Technology", name)


def _properties(page: Page, type: str, name: str) -> dict[str, str]:
    if type != "Agency":
        return {}
    short = [a for a in page.aliases.get((type, name), ()) if a.isupper() and " " not in a and len(a) <= 6]
    return {"acronym": short[0]} if len(short) == 1 else {}


__all__ = ["Assembler", "extract", "extract_path", "replace"]
