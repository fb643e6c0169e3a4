"""What is sold or used: the product or technology of a noun phrase, and the vendor that the phrase itself names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from loaders.article import lexicon, syntax
from loaders.article.coref import Resolver
from loaders.article.gazetteer import known
from loaders.article.page import Mention, Page
from loaders.article.parse import Token
from loaders.article.party import Party, is_anaphoric

#: How many sentences back "the software" or "it" may reach for what it is.
REACH = 6

_MAKING = frozenset("make develop build create supply manufacture sell own provide design produce operate offer market license lease".split())
_INTO = frozenset("of for to in on with".split())


@dataclass(frozen=True, kw_only=True)
class Thing:
    """What a claim is about. `relevant` where words show that it is surveillance technology."""

    product: str | None = None
    technology: str | None = None
    vendor: Party | None = None
    generic: bool = False
    """A word such as software or system, that may be anything."""
    anaphoric: bool = False
    confidence: float = 1.0
    reason: str | None = None

    @property
    def name(self) -> str | None:
        """What a claim's `product` holds."""
        return self.product or self.technology

    @property
    def relevant(self) -> bool:
        """Whether its words name a technology or a product."""
        return self.name is not None


def _owner_by_whose(whose: Token) -> Token:
    """The name before ", whose"."""
    found = syntax.antecedent_of_relative(whose)
    if found != whose:
        return found
    return whose.doc[whose.i - 2] if whose.i > 1 and whose.nbor(-1).text == "," else whose


class Describer:
    """Reads noun phrases of one page as things."""

    def __init__(self, page: Page, resolver: Resolver) -> None:
        self.page = page
        self.resolver = resolver
        self.makers: dict[str, Party] = {}
        """Who makes which product, as far as the document says so; filled before the frames are read."""

    def is_technology(self, product: str) -> bool:
        """Whether a product is one of surveillance technology: a name of such a system, or one that the gazetteer knows."""
        return bool(lexicon.patterns("technologies").search(product)) or known().find(product, "Product") is not None

    def thing(self, block: int, token: Token) -> Thing | None:
        """What the token's phrase speaks of; None where it is nothing that could be surveillance technology."""
        found = self._own(block, token)
        if found is None or found.relevant or not (found.anaphoric and found.generic):
            return found
        return self._antecedent(block, token, found)

    def _own(self, block: int, token: Token) -> Thing | None:
        """What the phrase says by itself."""
        mentions = list(self._mentions(block, token))
        product = next((m.name for m in mentions if m.type == "Product"), None)
        technology = next((m.name for m in mentions if m.type == "Technology"), None)
        vendor = self._vendor(block, token)
        itself = self.page.mention(block, token)
        if itself is not None and itself.type == "Company":
            vendor = self.resolver.party(block, token, ("Company",))
        pronoun = token.pos_ == "PRON" and token.lower_ in ("it", "them", "they", "that", "which", "this", "these", "those", "one")
        generic = pronoun or syntax.in_class(token, "thing_heads")
        if vendor is None and product in self.makers:
            vendor = self.makers[product]
        if product is None and technology is None and vendor is None and not generic:
            return None
        return Thing(product=product, technology=technology, vendor=vendor, generic=generic, anaphoric=is_anaphoric(token))

    def _mentions(self, block: int, token: Token) -> Iterator[Mention]:
        """Products and technologies in the phrase, the nearest to its head first."""
        tokens = [token, *reversed(syntax.noun_phrase(token)[:-1]), *self._further(token)]
        seen: set[int] = set()
        for t in tokens:
            mention = self.page.mention(block, t)
            if mention is not None and mention.start not in seen and mention.type in ("Product", "Technology"):
                seen.add(mention.start)
                yield mention

    def _further(self, token: Token, depth: int = 0) -> Iterator[Token]:
        """What stands after the head and says what it is: "called Weft", "for gunshot detection", "a fleet of drones"."""
        for child in token.children:
            if child.i < token.i:
                continue
            if child.dep_ == "appos" or (child.dep_ == "acl" and child.lemma_ in ("call", "know", "name", "dub")):
                yield from (t for t in child.subtree if t.pos_ in ("PROPN", "NOUN"))
            elif child.dep_ == "prep" and child.lower_ in _INTO and depth < 2:
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        yield from reversed(list(syntax.noun_phrase(inner)))
                        yield from self._further(inner, depth + 1)

    def _vendor(self, block: int, token: Token) -> Party | None:
        for source in self._sources(token):
            mention = self.page.mention(block, source)
            if (mention is not None and mention.type == "Company") or (mention is None and source.lower_ not in ("it", "which", "that")):
                found = self.resolver.party(block, source, ("Company",))
                if found is not None:
                    return found
        return None

    def _sources(self, token: Token, depth: int = 0) -> Iterator[Token]:
        """Where a phrase names who made or sold the thing: "Oculon's", "Oculon cameras", "made by Oculon", "from Oculon"."""
        if token.i and token.nbor(-1).tag_ == "WP$" and token.nbor(-1).head != token:
            yield _owner_by_whose(token.nbor(-1))
        if token.dep_ in ("nsubj", "nsubjpass") and token.head.lemma_ in ("come", "stem", *_MAKING):
            yield from syntax.roles(token.head).get("from" if token.head.lemma_ in ("come", "stem") else "by", ())
        for child in token.children:
            if child.dep_ in ("poss", "compound", "nmod", "amod"):
                yield syntax.antecedent_of_relative(child) if child.tag_ != "WP$" else _owner_by_whose(child)
            elif (child.dep_ == "prep" and child.lower_ == "from") or (child.dep_ == "prep" and child.lower_ == "of" and syntax.in_class(token, "thing_heads")):
                yield from (c for c in child.children if c.dep_ == "pobj")
            elif child.dep_ in ("acl", "relcl") and child.lemma_ in _MAKING:
                yield from syntax.roles(child).get("by" if syntax.is_passive(child) else "agent", ())
            elif child.dep_ == "relcl":
                yield from (t for t in syntax.roles(child).get("agent", ()) if child.lemma_ in ("show", "pitch"))
            elif child.dep_ == "prep" and child.lower_ in _INTO and depth < 2:
                for inner in child.children:
                    if inner.dep_ == "pobj" and self._is_thing(inner):
                        yield from self._sources(inner, depth + 1)

    def _is_thing(self, token: Token) -> bool:
        return syntax.in_class(token, "thing_heads") or token.ent_type_ == "PRODUCT" or token.pos_ == "NOUN"

    # -- "it", "the software" --------------------------------------------------------------------

    def _antecedent(self, block: int, token: Token, found: Thing) -> Thing:
        """The technology or product named last before it, with its vendor where that phrase had one."""
        here = self.resolver.discourse.sentence(block, token)
        if near := self._beside(block, token):
            return replace(near, anaphoric=True, generic=found.generic, vendor=found.vendor or near.vendor, confidence=0.92)
        for mention in reversed(self.page.mentions):
            if (mention.block, mention.end) > (block, token.i) or mention.type not in ("Product", "Technology") or mention.lead < 0.8:
                continue
            head = self.page.blocks[mention.block].doc[mention.start : mention.end].root
            distance = here - self.resolver.discourse.sentence(mention.block, head)
            if distance > REACH:
                break
            if syntax.lemma(token) in ("technology", "tech", "practice"):
                mention = self._main(mention, REACH)
                head = self.page.blocks[mention.block].doc[mention.start : mention.end].root
            return self._carried(mention, head, found, distance)
        return found

    def main(self, block: int) -> Thing | None:
        """The technology that the document has spoken of most so far."""
        counts = Counter(m.name for m in self.page.mentions if m.type == "Technology" and m.block <= block)
        if not counts:
            return None
        name = max(counts, key=lambda n: (counts[n], n))
        return Thing(technology=name, confidence=0.9, reason=f"the text is about {name}")

    def _main(self, last: Mention, reach: int) -> Mention:
        """Reads "The technology" is the one that the document speaks of most, if it was named not long before."""
        counts = Counter(m.name.lower() for m in self.page.mentions if m.type == "Technology")
        before = [m for m in self.page.mentions if m.type == "Technology" and last.block - reach <= m.block and (m.block, m.start) <= (last.block, last.start)]
        return max(before, key=lambda m: (counts[m.name.lower()], m.block, m.start), default=last)

    def _beside(self, block: int, token: Token) -> Thing | None:
        """The thing named in the clause just before, with its vendor: "a rival product from Omnisight, but did not buy it"."""
        for other in reversed(list(token.sent)):
            if (
                other.i < token.i - 1
                and other.pos_ in ("NOUN", "PROPN")
                and other.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass")
                and not token.is_ancestor(other)
            ):
                thing = self._own(block, other)
                if thing is not None and not thing.anaphoric and thing.vendor is not None and (thing.relevant or thing.generic):
                    return thing
        return None

    def _carried(self, mention: Mention, head: Token, found: Thing, distance: int) -> Thing:
        phrase = head
        while phrase.dep_ in ("compound", "amod", "nmod") and phrase.head.i > phrase.i:
            phrase = phrase.head
        before = self._own(mention.block, phrase)
        name = mention.name
        vendor = found.vendor or (replace(before.vendor, named=False, confidence=before.vendor.confidence * 0.97) if before and before.vendor else None)
        reason = f"what is meant is read as {name}, named {'in this sentence' if distance == 0 else f'{distance} sentences before'}"
        product, technology = (name, found.technology) if mention.type == "Product" else (found.product, name)
        return replace(found, product=product, technology=technology, vendor=vendor, confidence=0.97 - 0.02 * distance, reason=reason)
