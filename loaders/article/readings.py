"""All readings of a page, room by room: standing relations and roles first, since they say who makes and who works where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from loaders.article import bans, exits, frames, listing, orders, people, relations, scope
from loaders.article.coref import Resolver
from loaders.article.draft import Draft
from loaders.article.page import Page
from loaders.article.party import Party
from loaders.article.things import Describer

#: A relation that is less sure tells nothing about other claims.
SURE = 0.6


def drafts(page: Page) -> Iterator[Draft]:
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
        if draft.type == "MAKES" and draft.subject and draft.object and draft.confidence >= SURE:
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
