"""Which time belongs to which claim: only one that hangs on the claim's own words, or on the source that shows it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from graph import schema
from loaders.article import days, lexicon, states, syntax, time
from loaders.article.draft import Draft
from loaders.article.page import Page
from loaders.article.parse import Block, Token
from loaders.article.time import When

_YEAR = re.compile(r"(?:In )?((?:19|20)\d\d)[:.]?")


@dataclass(frozen=True, kw_only=True)
class Times:
    """When a claim happened or holds."""

    date: str | None = None
    start: str | None = None
    end: str | None = None
    reasons: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether anything is known."""
        return bool(self.date or self.start or self.end)


@dataclass(frozen=True, kw_only=True, eq=False)
class Calendar:
    """The times of one page."""

    page: Page
    published: str | None
    _cache: dict[int, tuple[When, ...]] = field(default_factory=dict)

    def whens(self, block: Block) -> tuple[When, ...]:
        """The expressions of a paragraph."""
        if block.index not in self._cache:
            self._cache[block.index] = time.expressions(block.paragraph.text, self.published, year=self._years.get(block.index))
        return self._cache[block.index]

    @cached_property
    def _years(self) -> Mapping[int, str]:
        """Years that stand alone above the paragraphs of a timeline, for the days under them."""
        found: dict[int, str] = {}
        year: str | None = None
        for block in self.page.blocks:
            alone = _YEAR.fullmatch(block.paragraph.text)
            if alone:
                year = alone[1]
            elif block.paragraph.heading and not any(c.isdigit() for c in block.paragraph.text):
                year = None
            if year:
                found[block.index] = year
        return found

    def of(self, draft: Draft) -> Times:
        """The times of a claim."""
        block = self.page.blocks[draft.block]
        times = Times()
        if any(c.lower_ == "never" for t in draft.group for c in t.children):
            return times
        for when in self.whens(block):
            token = _token(block, when)
            if token is not None and token.sent == draft.trigger.sent and not _is_of_the_source(token) and _hangs_on(token, draft.type, set(draft.group)):
                if not self._in_turn(token, draft):
                    continue
                times = self._add(times, when, draft)
        if not times.known and (draft.whole or (draft.type == "BANS_USE" and self._is_row(block))):
            times = self._of_row(block, draft)
        times = self._lengthened(times, block, draft)
        return times if times.known or draft.type in ("MAKES", "OWNS", "HAS_ROLE", "PART_OF", "RESELLS", "BANS_SALE", "BANS_USE") else self._of_source(draft)

    def _in_turn(self, token: Token, draft: Draft) -> bool:
        """Reads "A and B passed bans in May and June": the first day is the first one's, the second the second's."""
        days = [t for t in (token.head, *token.head.conjuncts) if token.dep_ == "conj"] or [token, *token.conjuncts]
        if draft.subject is None or len(days) < 2 or draft.subject.block != draft.block:
            return True
        name = self.page.blocks[draft.block].doc[draft.subject.start : draft.subject.end].root
        names = sorted({name, *name.conjuncts}, key=lambda t: t.i)
        return len(names) != len(days) or names.index(name) == sorted(days, key=lambda t: t.i).index(token)

    def _is_row(self, block: Block) -> bool:
        first = next(iter(self.page.in_block(block.index)), None)
        return first is not None and states.labels(block, first)

    def _of_row(self, block: Block, draft: Draft) -> Times:
        """The one time of a row of a list, wherever it stands in it."""
        whens = [w for w in self.whens(block) if w.value is not None and w.bearing in ("at", "since")]
        return self._add(Times(), whens[0], draft) if len(whens) == 1 else Times()

    def _add(self, times: Times, when: When, draft: Draft) -> Times:
        if when.bearing == "range" and when.value:
            start, _, end = when.value.partition("/")
            return replace(times, start=times.start or start, end=times.end or end)
        if when.bearing == "next" and when.length and self.published:
            span = days.until_after(self.published, *when.length)
            return replace(times, start=span[0], end=span[1]) if span else times
        if when.value is None:
            return times
        if when.bearing == "since" or (when.bearing == "at" and draft.context.begun):
            return replace(times, start=times.start or when.value) if "/" not in when.value else replace(times, date=times.date or when.value)
        if draft.type in ("PILOTED_BY", "BANS_USE") and draft.context.ended and when.bearing in ("at", "until"):
            return replace(times, end=times.end or when.value)
        if when.bearing == "until":
            return replace(times, end=times.end or when.value) if draft.type != "CONTRACT_ENDED" else replace(times, date=times.date or when.value)
        return replace(times, date=times.date or when.value)

    def _lengthened(self, times: Times, block: Block, draft: Draft) -> Times:
        """A start and a length give an end: "a three-year contract signed in July 2017"."""
        start = times.start or times.date
        if start is None or times.end or draft.type not in ("SOLD_TO", "BANS_SALE", "BANS_USE", "REGULATORY_BAN", "PARTNERED_WITH"):
            return times
        for when in self.whens(block):
            token = _token(block, when)
            if (
                when.bearing == "length"
                and when.length
                and token is not None
                and token.sent == draft.trigger.sent
                and (_measures(token, draft.group) or (draft.type in schema.BANS and _lasts(token, draft.group)))
                and "/" not in start
            ):
                return replace(times, end=days.after(start, *when.length))
        return times

    # -- the dating of a source ------------------------------------------------------------------

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        """Documents that the text dates as a whole: "The emails, dated between A and B"."""
        found: dict[str, str] = {}
        for block in self.page.blocks:
            for when in self.whens(block):
                token = _token(block, when)
                verb = syntax.governor(token) if token is not None else None
                if (
                    when.bearing == "range"
                    and when.value
                    and verb is not None
                    and verb.dep_ == "acl"
                    and syntax.lemma(verb) in ("date", "write", "send", "exchange")
                    and syntax.in_class(verb.head, "documents")
                ):
                    found.setdefault(syntax.lemma(verb.head), when.value)
        return found

    def _of_source(self, draft: Draft) -> Times:
        source = self._source(draft)
        if source is None:
            return Times()
        block = self.page.blocks[draft.block]
        for when in self.whens(block):
            token = _token(block, when)
            if (
                token is not None
                and token.i < source.i
                and when.value
                and when.bearing == "at"
                and any(a == source for a in (token, *token.ancestors))
                and token.dep_ in ("compound", "nmod", "nummod", "npadvmod", "amod")
            ):
                return Times(date=when.value, reasons=(f"the date is that of the {source.text}",))
        span = self._sources.get(syntax.lemma(source)) if source.pos_ != "PRON" else self._span_of_pronoun(source)
        start, _, end = (span or "").partition("/")
        return Times(start=start, end=end, reasons=(f"the dates are those of the {syntax.lemma(source)}s",)) if span else Times()

    def _source(self, draft: Draft) -> Token | None:
        """The document that shows what is claimed: subject of "show", or what follows "according to"."""
        for verb in draft.context.verbs:
            if syntax.in_class(verb, "report") and (doer := syntax.subject(verb)) is not None and (syntax.in_class(doer, "documents") or doer.lower_ == "they"):
                return doer
        for token in draft.trigger.sent:
            if token.lower_ == "according":
                return next((t for t in token.subtree if t.dep_ == "pobj" and syntax.in_class(t, "documents")), None)
        return None

    def _span_of_pronoun(self, pronoun: Token) -> str | None:
        """Reads "They show": the documents that were the subject of the sentence before."""
        if len(self._sources) != 1 or pronoun.lower_ not in ("they", "these"):
            return None
        return next(iter(self._sources.values()))


def _token(block: Block, when: When) -> Token | None:
    span = block.doc.char_span(when.start, when.end, alignment_mode="expand")
    return span.root if span is not None else None


def _hangs_on(token: Token, type: str, members: set[Token]) -> bool:
    """Whether going up from a time one meets a word of the claim before any other clause."""
    current = token
    while current not in members:
        head = current.head
        if head == current:
            return False
        if head in members:
            return True
        if head.pos_ in ("VERB", "AUX"):
            return type != "CONTRACT_ENDED" and _is_signing(head, members)
        if current == token and head.pos_ == "NOUN" and token.dep_ in ("compound", "nummod", "amod", "nmod") and not syntax.in_class(head, "dated_events"):
            return False
        if syntax.in_class(head, "documents") and syntax.lemma(head) not in lexicon.words("dated_events"):
            return False
        current = head
    return True


def _is_signing(verb: Token, members: set[Token]) -> bool:
    """A participle on the claim's own deal: "under a contract signed in July 2017"."""
    if verb.dep_ in ("acl", "relcl") and syntax.lemma(verb) in lexicon.words("signing") and syntax.lemma(verb.head) in lexicon.words("dated_events"):
        noun = verb.head
        return noun in members or (noun.dep_ == "pobj" and noun.head.head in members) or noun.head in members
    return False


def _is_of_the_source(token: Token) -> bool:
    """Whether a time stands in "according to e-mails released Wednesday": it is the source's day, whatever the parse hangs it on."""
    before = [t for t in token.sent if t.i < token.i]
    last = next((t for t in reversed(before) if t.lower_ == "according"), None)
    return last is not None and not any(t.text == "," for t in before if t.i > last.i)


def _measures(token: Token, group: tuple[Token, ...]) -> bool:
    """Whether a length is that of the deal or the ban itself."""
    noun = token.head if token.dep_ in ("compound", "amod", "nmod", "nummod", "npadvmod") else token
    while noun.dep_ in ("compound", "amod", "nmod", "nummod", "npadvmod") and noun.head != noun:
        noun = noun.head
    return syntax.lemma(noun) in lexicon.words("dated_events") and (noun in group or any(a in group for a in noun.ancestors))


def _lasts(token: Token, group: tuple[Token, ...]) -> bool:
    """Reads "barred it from using cameras for five years": the length is the rule's, whichever of its verbs it hangs on."""
    if token.dep_ != "pobj" or token.head.lower_ != "for":
        return False
    verb = token.head.head
    while verb not in group and verb.dep_ in ("pcomp", "xcomp", "prep", "conj", "ccomp") and verb.head != verb:
        verb = verb.head
    return verb in group
