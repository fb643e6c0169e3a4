"""Who holds which role where: HAS_ROLE."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from loaders.article import forces, lexicon, syntax
from loaders.article.coref import Resolver
from loaders.article.draft import Draft
from loaders.article.page import Mention, Page
from loaders.article.parse import Token
from loaders.article.party import Party, is_force
from loaders.article.roles import is_title, role_of, title_words
from loaders.article.statement import Context

_ORGANIZATIONS = ("Company", "Agency", "Organization")
_AT = ("of", "at", "for", "with", "in")
_LAWMAKERS = frozenset("rep sen representative senator congressman congresswoman lawmaker assemblyman assemblywoman delegate mr mrs ms dr".split())
_POLICE = re.compile(r"police|constable|sheriff|superintendent|chief$", re.IGNORECASE)
_COMPANY = re.compile(r"ceo|chief executive|founder|cto|coo|cfo|chief technology|chief operating", re.IGNORECASE)
_PUBLIC = re.compile(r"\b(?:port|city|town|county|village|borough|fire|school|library|transit|airport|state|public)\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Finds roles on one page."""

    page: Page
    resolver: Resolver

    def drafts(self) -> Iterator[Draft]:
        """The roles of every person that is named, in the order of the text."""
        for mention in self.page.mentions:
            block = self.page.blocks[mention.block]
            beside = block.doc[mention.end].text if mention.end < len(block.doc) else ""
            if mention.type == "Person" and (not block.paragraph.heading or beside == ","):
                yield from self._of(mention)

    def _of(self, mention: Mention) -> Iterator[Draft]:
        for found in (
            self._apposition(mention),
            self._titled(mention),
            self._predicate(mention),
            self._led(mention),
            self._heads(mention),
            self._anaphor(mention),
            self._member(mention),
        ):
            if found is not None:
                yield found
                return

    def _root(self, mention: Mention) -> Token:
        return self.page.blocks[mention.block].doc[mention.start : mention.end].root

    def _draft(self, mention: Mention, organization: Party | None, role: str, confidence: float, rule: str) -> Draft | None:
        role = role.strip(" ,")
        if re.match(r"(?:former|formerly|previously|lately|once|ex|then|late|incoming|outgoing)\b", role, re.IGNORECASE):
            return None
        if organization is not None and organization.type == "Agency" and _POLICE.search(role):
            organization = self._force_of(organization)
        if organization is None or not role or organization.name == mention.name:
            return None
        person = Party(type="Person", name=mention.name, block=mention.block, start=mention.start, end=mention.end)
        reasons = (organization.reason,) if organization.reason else ()
        return Draft(
            rule=rule, type="HAS_ROLE", block=mention.block, trigger=self._root(mention), subject=person, object=organization, role=role,
            confidence=confidence * organization.confidence, context=Context(), group=(), reasons=reasons,
        )  # fmt: skip

    def _force_of(self, place: Party) -> Party:
        """A town's chief is the chief of its police, where the document names that force."""
        forces = sorted({m.name for m in self.page.mentions if m.type == "Agency" and not m.bare and is_force(m.name) and m.name.startswith(place.name + " ")})
        return replace(place, name=forces[0]) if len(forces) == 1 and not is_force(place.name) else place

    # -- "Ann Smith, a lawyer at the Project" ----------------------------------------------------

    def _apposition(self, mention: Mention) -> Draft | None:
        root = self._root(mention)
        for noun in [c for c in root.children if c.dep_ == "appos" and c.i > root.i and c.left_edge.i - mention.end <= 2] + (
            [root.head] if root.dep_ == "appos" else []
        ):
            if syntax.in_class(noun, "person_nouns") or noun.lower_ in lexicon.words("titles"):
                return self._draft(mention, self._where(mention.block, noun), role_of(noun), 0.9, "role-apposition")
        beside = self._beside(mention)
        return self._draft(mention, self._where(mention.block, beside), role_of(beside), 0.85, "role-apposition") if beside is not None else None

    def _beside(self, mention: Mention) -> Token | None:
        """The role noun next to a name, across a comma, where the parse has not joined them."""
        doc = self.page.blocks[mention.block].doc
        if mention.start > 1 and doc[mention.start - 1].text == "," and syntax.in_class(doc[mention.start - 2], "person_nouns"):
            return doc[mention.start - 2]
        if mention.end + 1 < len(doc) and doc[mention.end].text == ",":
            for token in doc[mention.end + 1 : mention.end + 7]:
                if token.pos_ == "NOUN" and syntax.in_class(token, "person_nouns") and not (token.dep_ == "compound" and token.head.pos_ == "NOUN"):
                    return token
                if token.pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "PART", "PUNCT", "PRON", "CCONJ") or token.text == ",":
                    return None
        return None

    def _where(self, block: int, noun: Token) -> Party | None:
        """The organisation of a role: "at the Project", "the Project's", "Oculon's chief executive", a second role beside it."""
        for token in (noun, *(t for t in noun.conjuncts if t.i > noun.i)):
            roles = syntax.roles(token)
            for place in ("at", "of", "for", "with", "in", "poss", "compound"):
                for t in roles.get(place, ()):
                    if whole := self._whole(block, t):
                        return whole
                    if found := self.resolver.party(block, t, _ORGANIZATIONS):
                        return found
                    if t.lower_ in ("its", "their") or not self.page.mention(block, t):
                        for deeper in syntax.roles(t).get("poss", ()):
                            if found := self.resolver.party(block, deeper, _ORGANIZATIONS):
                                return found
        return None

    def _whole(self, block: int, part: Token) -> Party | None:
        """Of "the Commission's Bureau of Competition" the commission: the division has no life of its own here."""
        mention = self.page.mention(block, part)
        if mention is None or mention.type != "Agency":
            return None
        inside = self.page.blocks[block].doc[mention.start : mention.end]
        owners = (c for t in inside for c in t.children if c.dep_ == "poss" and not mention.start <= c.i < mention.end)
        return next((p for c in owners if (p := self.resolver.party(block, c, ("Agency",))) is not None), None)

    # -- "Oculon CEO Ann Smith", "Police Chief Ann Smith" ----------------------------------------

    def _titled(self, mention: Mention) -> Draft | None:
        doc = self.page.blocks[mention.block].doc
        start = mention.start
        while start and (doc[start - 1].text.lower().rstrip(".") in title_words() or doc[start - 1].text == "-") and mention.start - start < 6:
            start -= 1
        words = doc[start : mention.start]
        role = words.text.strip()
        if not role or all(w.text.lower().rstrip(".") in _LAWMAKERS | lexicon.words("honorifics") for w in words) or not is_title(role):
            return None
        if start and doc[start - 1].lower_ in ("under", "former", "ex", "then", "late"):
            return None
        before = self.page.mention(mention.block, doc[start - 1]) if start else None
        if before is not None and before.type == "Place":
            return self._draft(mention, self.resolver.party(mention.block, doc[start - 1], ("Agency",)), role, 0.92, "role-title")
        if before is not None and before.type in _ORGANIZATIONS:
            organization = self.resolver.party(mention.block, doc[start - 1], _ORGANIZATIONS)
            return self._draft(mention, organization, role, 0.92, "role-title")
        if before is not None and before.end == start:
            return None
        owner = doc[start - 2] if start > 1 and doc[start - 1].tag_ == "POS" else doc[start - 1] if start and doc[start - 1].tag_ == "PRP$" else None
        if owner is not None and (organization := self.resolver.party(mention.block, owner, _ORGANIZATIONS)):
            return self._draft(mention, organization, role, 0.9, "role-title")
        return self._titled_elsewhere(mention, role)

    def _titled_elsewhere(self, mention: Mention, role: str) -> Draft | None:
        """Reads "Chief Ann Smith of the Dunmere Police", else the body that the passage is about."""
        root = self._root(mention)
        for child in root.children:
            if child.dep_ == "prep" and child.lower_ in _AT:
                for t in child.children:
                    if (organization := self.resolver.party(mention.block, t, _ORGANIZATIONS)) and organization.named:
                        return self._draft(mention, organization, role, 0.88, "role-title")
        return self._draft(mention, self._spoken(mention, root, role), role, 0.85, "role-title-alone")

    def _spoken(self, mention: Mention, root: Token, role: str) -> Party | None:
        if _PUBLIC.search(role) and _COMPANY.search(role):
            return None
        if _COMPANY.search(role):
            return self.resolver.only(mention.block, root, "Company")
        if role.lower() in ("mayor", "supervisor", "alderman", "councilmember", "councilman", "councilwoman", "city manager", "city attorney"):
            return self._town(mention)
        if role.lower() in ("spokesman", "spokeswoman", "spokesperson"):
            return self._spoken_for(mention, root)
        if not _POLICE.search(role):
            return None
        return self._force(mention, sheriff="sheriff" in role.lower())

    def _spoken_for(self, mention: Mention, root: Token) -> Party | None:
        """The one company or body that the sentence names beside its spokeswoman."""
        named = {
            m.name: m
            for m in self.page.mentions
            if m.block == mention.block and m.type in _ORGANIZATIONS and not m.bare and root.sent.start <= m.start < root.sent.end
        }
        if len(named) != 1:
            return None
        return self.resolver.party(mention.block, self.page.blocks[mention.block].doc[next(iter(named.values())).start], _ORGANIZATIONS)

    def _town(self, mention: Mention) -> Party | None:
        """The place of which somebody is mayor: the one that is the subject, in this sentence or the one before."""
        root = self._root(mention)
        here = [p.mention for p in self.resolver.discourse.towns_before(mention.block, root, 0)]
        near = (
            here
            or [p.mention for p in self.resolver.discourse.towns_before(mention.block, root, 1) if p.subject]
            or [p.mention for p in self.resolver.discourse.towns_before(mention.block, root, 1)]
        )
        names = {m.name for m in near} or {self.resolver.discourse.home or ""} - {""}
        if len(names) != 1:
            return None
        return Party(
            type="Agency",
            name=next(iter(names)),
            block=mention.block,
            start=mention.start,
            end=mention.end,
            confidence=0.85,
            reason=f"{next(iter(names))} is the town spoken of",
        )

    def _force(self, mention: Mention, sheriff: bool) -> Party | None:
        """The one police body, or the police of the one city, that the document is about."""
        name = forces.force(self.resolver.discourse, mention.block, self._root(mention), sheriff)
        if name is not None:
            return Party(
                type="Agency",
                name=name,
                block=mention.block,
                start=mention.start,
                end=mention.end,
                confidence=0.85,
                reason=f"{name} is the force spoken of",
                named=False,
            )
        return None

    # -- "Ann Smith is chief executive of Oculon" ------------------------------------------------

    def _predicate(self, mention: Mention) -> Draft | None:
        root = self._root(mention)
        if root.dep_ != "nsubj" or syntax.lemma(root.head) not in ("be", "become", "serve"):
            return None
        for noun in root.head.children:
            if noun.dep_ in ("attr",) and syntax.in_class(noun, "person_nouns"):
                return self._draft(mention, self._where(mention.block, noun), role_of(noun, conjoined=True), 0.9, "role-predicate")
        return None

    # -- "a start-up led by Ann Smith" -----------------------------------------------------------

    def _led(self, mention: Mention) -> Draft | None:
        root = self._root(mention)
        if root.dep_ != "pobj" or root.head.dep_ != "agent":
            return None
        verb = root.head.head
        role = {"lead": "head", "head": "head", "found": "founder", "run": "head", "co-found": "co-founder", "cofound": "co-founder", "chair": "chair"}.get(
            syntax.lemma(verb)
        )
        if role is None:
            return None
        patients = syntax.roles(verb).get("patient", ())
        organization = next((p for t in patients if (p := self.resolver.party(mention.block, t, _ORGANIZATIONS))), None)
        return self._draft(mention, organization, role, 0.85, "role-led-by")

    # -- "Ines Marlow, who heads the commission's consumer bureau" --------------------------------

    def _heads(self, mention: Mention) -> Draft | None:
        for clause in (c for c in self._root(mention).children if c.dep_ == "relcl" and syntax.lemma(c) in ("head", "lead", "run", "chair", "direct")):
            for token in syntax.roles(clause).get("patient", ()):
                organization = self.resolver.party(mention.block, token, _ORGANIZATIONS) or self._where(mention.block, token)
                if organization is not None:
                    return self._draft(mention, organization, "head", 0.85, "role-heads")
        return None

    # -- "pressing Bezos … the Amazon CEO" -------------------------------------------------------

    def _anaphor(self, mention: Mention) -> Draft | None:
        """A title with its company and no name stands for the person named just before it in the sentence."""
        root = self._root(mention)
        for token in root.sent:
            if token.i < mention.end or token.text.lower() not in lexicon.words("titles") or (token.i + 1 < len(token.doc) and token.nbor().text[:1].isupper()):
                continue
            between = [m for m in self.page.mentions if m.block == mention.block and m.type == "Person" and mention.start < m.start < token.i]
            owner = next((c for c in token.children if c.dep_ in ("compound", "poss", "nmod") and c.i < token.i), None)
            if not between and owner is not None and any(c.lower_ == "the" for c in token.children):
                organization = self.resolver.party(mention.block, owner, ("Company",))
                return self._draft(mention, replace(organization, confidence=0.8) if organization else None, token.text, 0.9, "role-anaphor")
        return None

    # -- "Ann Smith of the Project" --------------------------------------------------------------

    def _member(self, mention: Mention) -> Draft | None:
        root = self._root(mention)
        for child in root.children:
            if child.dep_ == "prep" and child.lower_ == "of" and child.i == mention.end:
                for t in child.children:
                    organization = self.resolver.party(mention.block, t, ("Organization", "Company"))
                    if organization is not None and organization.named and organization.name.split()[-1].lower() not in lexicon.words("geography", "streets"):
                        return self._draft(mention, organization, "member", 0.75, "role-of")
        return None
