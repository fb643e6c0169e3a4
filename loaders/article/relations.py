"""What is so rather than happens: who makes, owns, resells and belongs to what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders.article import context, syntax
from loaders.article.draft import Draft
from loaders.article.page import Mention
from loaders.article.parse import Token
from loaders.article.party import Party
from loaders.article.reading import Reading
from loaders.article.rules import relations


class Reader(Reading):
    """Finds standing relations on one page."""

    def drafts(self) -> Iterator[Draft]:
        """Every relation that words state, in the order of the text."""
        for block in self.page.prose:
            for token in block.doc:
                found = [*self._makes(block.index, token), *self._nouns(block.index, token), self._possessed(block.index, token)]
                yield from (d for d in found if d is not None and not d.context.blocked)
        yield from (d for m in self.page.mentions if m.type == "Product" for d in self._product(m))

    def _draft(self, type: str, block: int, trigger: Token, subject: Party, object: Party, confidence: float, rule: str) -> Draft | None:
        if subject.name == object.name:
            return None
        around = context.read(trigger)
        reasons = tuple(r for r in (subject.reason, object.reason) if r)
        return Draft(
            rule=rule, type=type, block=block, trigger=trigger, subject=subject, object=object, context=around,
            confidence=confidence * subject.confidence * object.confidence, group=(trigger,), reasons=reasons,
        )  # fmt: skip

    # -- makes -----------------------------------------------------------------------------------

    def _makes(self, block: int, token: Token) -> Iterator[Draft | None]:
        if token.pos_ != "VERB" or syntax.lemma(token) not in relations("makes"):
            return
        roles = syntax.roles(token)
        maker = self.first(block, (*roles.get("agent", ()), *roles.get("by", ())), "Company")
        for patient in roles.get("patient", ()) if maker is not None else ():
            product = self._product_of(block, patient)
            if product is not None and maker is not None:
                yield self._draft("MAKES", block, token, maker, product, 0.85, "makes")

    def _product_of(self, block: int, token: Token) -> Party | None:
        direct = self.resolver.party(block, token, ("Product",))
        if direct is not None:
            return direct
        thing = self.describer.thing(block, token)
        if thing is None or thing.product is None or thing.anaphoric:
            return None
        return Party(type="Product", name=thing.product, block=block, start=token.i, end=token.i + 1)

    def _product(self, mention: Mention) -> Iterator[Draft]:
        """A product whose own phrase says whose it is: "the company's UFED devices", "its face recognition, known as Rekognition"."""
        head = self.page.blocks[mention.block].doc[mention.start : mention.end].root
        phrase = head
        while phrase.dep_ in ("compound", "appos", "oprd", "nmod") and phrase.head.pos_ in ("NOUN", "PROPN"):
            phrase = phrase.head
        if phrase.dep_ == "pobj" and phrase.head.lower_ == "as" and phrase.head.head.lemma_ == "know":
            phrase = phrase.head.head.head
        elif phrase.dep_ == "oprd" and phrase.head.dep_ == "acl":
            phrase = phrase.head.head
        beside = [c for c in head.children if c.dep_ == "appos"]
        for token in dict.fromkeys((head, phrase, *beside)):
            owners = [syntax.antecedent_of_relative(c) for c in token.children if c.dep_ == "poss"]
            if token != head and syntax.in_class(token, "thing_heads"):
                owners += [t for t in syntax.roles(token).get("of", ()) if self.first(mention.block, (t,), "Company") is not None]
            owner = self.first(mention.block, tuple(owners), "Company")
            if owner is not None:
                product = Party(type="Product", name=mention.name, block=mention.block, start=mention.start, end=mention.end)
                draft = self._draft("MAKES", mention.block, head, owner, product, 0.8, "owned-product")
                if draft is not None:
                    yield draft
                return

    # -- "the department's 40 Safelane cameras" --------------------------------------------------

    def _possessed(self, block: int, token: Token) -> Draft | None:
        """A body's own equipment, with its maker's name: it is in use there."""
        if token.pos_ != "NOUN" or not syntax.in_class(token, "hardware"):
            return None
        owner = self.first(block, tuple(c for c in token.children if c.dep_ == "poss" and c.pos_ != "PRON"), "Agency")
        makers = (c for c in token.subtree if c.i < token.i and (m := self.page.mention(block, c)) is not None and m.type == "Company")
        vendor = next((p for c in makers if (p := self.resolver.party(block, c, ("Company",)))), None)
        if owner is None or vendor is None or (owner.block, owner.start) == (vendor.block, vendor.start):
            return None
        draft = self._draft("USED_BY", block, token, vendor, owner, 0.72, "possessed")
        thing = self.describer.thing(block, token)
        return replace(draft, product=thing.name if thing else None, generic=True, group=()) if draft is not None else None

    # -- nouns: maker, subsidiary, parent, part, reseller ----------------------------------------

    def _nouns(self, block: int, token: Token) -> Iterator[Draft | None]:
        word = syntax.lemma(token)
        if token.pos_ != "NOUN":
            return
        roles = syntax.roles(token)
        other = (*roles.get("of", ()), *roles.get("poss", ()))
        if word in relations("makers"):
            yield self._pair(
                "MAKES",
                block,
                token,
                self._described(block, token, "Company"),
                next((p for t in roles.get("of", ()) if (p := self._product_of(block, t))), None),
                "maker-of",
            )
        if word in relations("owned"):
            yield self._pair("OWNS", block, token, self.first(block, other, "Company"), self._described(block, token, "Company"), "subsidiary-of")
        if word in relations("owners") and (word != "company" or any(c.lower_ == "parent" for c in token.children)):
            yield self._pair("OWNS", block, token, self._described(block, token, "Company"), self.first(block, other, "Company"), "parent-of")
        if word in relations("parts") and not any((m := self.page.mention(block, t)) is not None and m.type == "Place" for t in other):
            yield self._pair("PART_OF", block, token, self._described(block, token, "Agency"), self.first(block, other, "Agency"), "part-of")
        if word == "part":
            yield self._pair("OWNS", block, token, self.first(block, other, "Company"), self._described(block, token, "Company"), "part-of-group")
        if word in relations("resellers"):
            made = self.first(block, roles.get("of", ()), "Company") or next(
                (t.vendor for x in roles.get("of", ()) if (t := self.describer.thing(block, x)) and t.vendor), None
            )
            yield self._pair("RESELLS", block, token, self._described(block, token, "Company"), made, "reseller-of")

    def _pair(self, type: str, block: int, token: Token, subject: Party | None, object: Party | None, rule: str) -> Draft | None:
        return self._draft(type, block, token, subject, object, 0.85, rule) if subject and object else None

    def _described(self, block: int, noun: Token, type: str) -> Party | None:
        """What the noun is said of: "X is a subsidiary", "X, a subsidiary", "its subsidiary X"."""
        tokens: list[Token] = [c for c in noun.children if c.dep_ == "appos" and not any(g.dep_ == "appos" for g in (c.head,))]
        if noun.dep_ == "appos":
            tokens.insert(0, noun.head)
            if noun.head.dep_ == "pobj" and noun.head.head.lower_ == "of":
                tokens.insert(1, noun.head.head.head)
        if noun.dep_ == "attr":
            tokens += [c for c in noun.head.children if c.dep_ == "nsubj"]
        if noun.i + 1 < len(noun.doc) and noun.nbor().pos_ == "PROPN" and noun.head.i > noun.i:
            tokens.append(noun.head)
        return self.first(block, tuple(syntax.antecedent_of_relative(t) for t in tokens), type)
