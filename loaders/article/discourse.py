"""The course of a document: its sentences in order, who is named in each, and which towns act."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from loaders.article import party, states, syntax
from loaders.article.page import Mention, Page
from loaders.article.parse import Token

_KINDS = frozenset("council commission ministry board bureau sheriff county authority department office agency university district court".split())
_MINUTES = re.compile(
    r"\b(?:(?:city|town|village|borough|county|district|municipal) (?:council|commission|board)|minutes|agenda|board of supervisors)\b", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class Place:
    """A mention with its sentence's number and whether it is the subject there."""

    mention: Mention
    sentence: int
    subject: bool

    @property
    def at(self) -> tuple[int, int]:
        """Where it stands: block and token."""
        return self.mention.block, self.mention.start


class Discourse:
    """Who was spoken of before a word, in the order of the text."""

    def __init__(self, page: Page) -> None:
        self.page = page
        starts = [(b.index, s.start) for b in page.blocks for s in b.doc.sents]
        self._sentences = {start: number for number, start in enumerate(starts)}
        self.named = [self._place(m) for m in page.mentions]
        self._places = sorted((p for p in self.named if not self._is_qualifier(p.mention)), key=lambda p: p.at)

    def sentence(self, block: int, token: Token) -> int:
        """The number of the token's sentence in the document."""
        return self._sentences[block, token.sent.start]

    def _place(self, mention: Mention) -> Place:
        root = self.page.blocks[mention.block].doc[mention.start : mention.end].root
        subject = root.dep_ in ("nsubj", "nsubjpass") and root.head.dep_ in ("ROOT", "conj", "ccomp")
        return Place(mention=mention, sentence=self.sentence(mention.block, root), subject=subject)

    def _is_qualifier(self, mention: Mention) -> bool:
        """Whether it is only the state of a town, and so nobody who acts."""
        before = self.page.at.get((mention.block, mention.start - 2))
        return states.is_qualifier(self.page.blocks[mention.block], mention, before)

    def row(self, block: int) -> Mention | None:
        """The place or the body of which a row of a list speaks: "Boston, Massachusetts: …", "Boston (June 2020). …"."""
        first = next(iter(self.page.in_block(block)), None)
        return first if first is not None and states.labels(self.page.blocks[block], first) else None

    def stand_in(self, found: party.Party, block: int, token: Token) -> None:
        """Adds a subject that is only referred to, "it" or "the company", as if it were named there."""
        mention = Mention(type=found.type, name=found.name, block=block, start=token.i, end=token.i + 1, surface=token.text)
        insort(self._places, Place(mention=mention, sentence=self.sentence(block, token), subject=True), key=lambda p: p.at)

    def before(self, block: int, token: Token, reach: int) -> list[Place]:
        """What stands before the word, at most so many sentences back."""
        here = self.sentence(block, token)
        end = bisect_left(self._places, (block, token.i), key=lambda p: p.at)
        start = bisect_left(self._places, here - reach, key=lambda p: p.sentence)
        return self._places[start:end]

    # -- towns -----------------------------------------------------------------------------------

    def fronted(self, block: int, token: Token) -> Mention | None:
        """The place with which the sentence begins: "In Dunmere, …"."""
        start = token.sent.start
        if token.doc[start].lower_ not in ("in", "at", "near"):
            return None
        return next((m for m in self.page.in_block(block) if m.type == "Place" and m.start == start + 1), None)

    def towns_here(self, block: int) -> list[str]:
        """Towns of the paragraph that act in it, or with which one of its sentences begins."""
        doc = self.page.blocks[block].doc
        places = (p for p in self.named if p.mention.block == block and p.mention.type == "Place" and not party.is_state(p.mention.name))
        return _names(p.mention for p in places if p.subject or self.fronted(block, doc[p.mention.start]) == p.mention)

    def acting_towns(self) -> list[str]:
        """The places that are ever a subject."""
        return _names(p.mention for p in self.named if p.mention.type == "Place" and p.subject)

    def governed_towns(self) -> list[str]:
        """The places of which the document names a council or the city itself, else the one in whose name it is written."""
        return sorted({city for m in self.page.mentions if m.type == "Agency" and (city := party.city_of(m.name))}) or ([self.home] if self.home else [])

    @cached_property
    def home(self) -> str | None:
        """The town in whose name a document is written, by its head: "City council minutes, Merrow Falls"."""
        for block in self.page.blocks[:2]:
            named = self.page.in_block(block.index)
            if block.paragraph.heading and len(named) == 1 and named[0].type in ("Place", "Unknown", "Person") and _MINUTES.search(block.paragraph.text):
                return named[0].name
        return None

    def towns_before(self, block: int, token: Token, reach: int) -> list[Place]:
        """Towns and their governments named shortly before."""
        near = self.before(block, token, reach)
        return [p for p in near if p.mention.type == "Place" or (p.mention.type == "Agency" and party.city_of(p.mention.name))]


def _names(mentions: Iterable[Mention]) -> list[str]:
    return sorted({m.name for m in mentions})


def of_its_kind(token: Token, near: list[Place]) -> list[Place]:
    """Where a body of that kind was named, "the council" is it, though another body stands nearer."""
    same = [p for p in near if syntax.lemma(token) in _KINDS and syntax.lemma(token) in p.mention.name.lower().split()]
    return same or near
