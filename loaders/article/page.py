"""A document as the later rooms see it: its paragraphs and everything that is named in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from loaders.article.parse import Block, Token


@dataclass(frozen=True, kw_only=True)
class Mention:
    """One place where a thing is named: tokens start to end of a block."""

    type: str
    name: str
    block: int
    start: int
    end: int
    surface: str
    bare: bool = False
    """Only a head, "the Police Department": which one must be resolved."""
    lead: float = 3.0
    """How far the type led in the vote; the sure shapes lead by 3."""

    def covers(self, token: Token) -> bool:
        """Whether the token lies inside; the caller knows that it is of the same block."""
        return bool(self.start <= token.i < self.end)


@dataclass(frozen=True, kw_only=True, eq=False)
class Page:
    """A document as the later rooms see it: its blocks and everything that is named in them."""

    blocks: tuple[Block, ...]
    mentions: tuple[Mention, ...]
    aliases: Mapping[tuple[str, str], tuple[str, ...]]
    at: Mapping[tuple[int, int], Mention] = field(default_factory=dict)

    def mention(self, block: int, token: Token) -> Mention | None:
        """The mention that the token is part of."""
        return self.at.get((block, token.i))

    @cached_property
    def _by_block(self) -> Mapping[int, tuple[Mention, ...]]:
        found: dict[int, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            found[mention.block].append(mention)
        return {block: tuple(mentions) for block, mentions in found.items()}

    @property
    def prose(self) -> tuple[Block, ...]:
        """The blocks without the headings, whose grammar is their own."""
        return tuple(b for b in self.blocks if not b.paragraph.heading)

    def in_block(self, block: int) -> tuple[Mention, ...]:
        """The mentions of one paragraph, in order."""
        return self._by_block.get(block, ())

    def names(self, type: str) -> frozenset[str]:
        """The canonical names of one type."""
        return frozenset(name for t, name in self.aliases if t == type)
