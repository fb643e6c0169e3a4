"""One document from text to claims: the rooms of this loader in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.claims import Batch, Claim, Document, Entity, Refusal
from loaders.article import gazetteer, mentions, paragraphs, parse, text
from loaders.article.assemble import Assembler
from loaders.article.page import Page


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
        yield Entity(type=type, name=name, aliases=_aliases(page, type, name), properties=_properties(page, type, name))


def _aliases(page: Page, type: str, name: str) -> tuple[str, ...]:
    """Its other names; a town that is taken for its government has those of the town."""
    return page.aliases.get((type, name)) or (page.aliases.get(("Place", name), ()) if type == "Agency" else ())


def _product_key(page: Page, name: str) -> tuple[str, str]:
    return ("Product" if name in page.names("Product") else "Technology", name)


def _properties(page: Page, type: str, name: str) -> dict[str, str]:
    if type != "Agency":
        return {}
    short = [a for a in _aliases(page, type, name) if a.isupper() and " " not in a and len(a) <= 6]
    return {"acronym": short[0]} if len(short) == 1 else {}
