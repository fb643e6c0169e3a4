"""Short ways to read a text in tests."""

from __future__ import annotations

from graph.claims import Batch, Claim, Document
from loaders.article import extract, gazetteer, mentions, paragraphs, parse
from loaders.article.coref import Resolver
from loaders.article.page import Page
from loaders.article.parse import Token

#: A Thursday.
PUBLISHED = "2024-05-16"


def batch(text: str, published: str | None = PUBLISHED) -> Batch:
    """All that the text says."""
    return extract(Document(id="d", text=text, published=published))


def claims(text: str, *types: str, published: str | None = PUBLISHED) -> list[Claim]:
    """Its claims, or those of some types."""
    return [c for c in batch(text, published).claims if not types or c.type in types]


def said(text: str, *types: str) -> set[tuple[str, str, str]]:
    """Type, subject and object of its claims."""
    return {(c.type, c.subject, c.object) for c in claims(text, *types)}


def page(text: str, known: gazetteer.Gazetteer | None = None) -> Page:
    """The text with everything that is named in it; the gazetteer is empty unless one is given."""
    return mentions.read(parse.blocks(paragraphs.paragraphs(text)), known or gazetteer.Gazetteer())


def names(text: str, known: gazetteer.Gazetteer | None = None) -> set[tuple[str, str]]:
    """Types and names of what is named."""
    return {(m.type, m.name) for m in page(text, known).mentions}


def word(found: Page, text: str, nth: int = 0) -> tuple[int, Token]:
    """The block and the token of a word."""
    return [(b.index, t) for b in found.blocks for t in b.doc if t.text == text][nth]


def party(text: str, of: str, *types: str, nth: int = 0) -> tuple[str, str | None] | None:
    """Whom a word of the text speaks of, and why."""
    found = page(text)
    block, token = word(found, of, nth)
    party = Resolver(found).party(block, token, types or ("Company", "Agency"))
    return (party.name, party.reason) if party else None
