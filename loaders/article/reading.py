"""What every reader of a page has at hand: the page, who is who, and what things are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from loaders.article.coref import Resolver
from loaders.article.draft import Draft
from loaders.article.page import Page
from loaders.article.parse import Token
from loaders.article.party import Party
from loaders.article.things import Describer, Thing


@dataclass(frozen=True, kw_only=True, eq=False)
class Reading:
    """One page with its resolver and its describer; the readers of claims build on it."""

    page: Page
    resolver: Resolver
    describer: Describer

    def at_each_word(self, read: Callable[[int, Token], Iterator[Draft | None]]) -> Iterator[Draft]:
        """What is read at each word of the prose, in the order of the text, without what its own context rules out."""
        for block in self.page.prose:
            for token in block.doc:
                yield from (d for d in read(block.index, token) if d is not None and not d.context.blocked)

    def first(self, block: int, tokens: Iterable[Token], *types: str) -> Party | None:
        """The first of the tokens that stands for a party of one of the types."""
        return next((p for t in tokens if (p := self.resolver.party(block, t, types)) is not None), None)

    def thing_among(self, block: int, tokens: Iterable[Token]) -> Thing | None:
        """The first of the tokens that names a technology, a product, or something of a vendor's."""
        found = (self.describer.thing(block, t) for t in tokens)
        return next((t for t in found if t is not None and (t.relevant or t.vendor)), None)

    def span(self, party: Party) -> tuple[Token, ...]:
        """The tokens of a party's name."""
        return tuple(self.page.blocks[party.block].doc[party.start : party.end])
