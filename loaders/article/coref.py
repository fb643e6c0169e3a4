"""Who "the company", "its officers" or "they" are: lazy, typed, bounded, and each answer with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from loaders.article import forces, party, several, syntax
from loaders.article.discourse import Discourse, Place, of_its_kind
from loaders.article.page import Mention, Page
from loaders.article.parse import Token
from loaders.article.party import DEFINITE, PRONOUNS, Party
from loaders.article.speakers import Speakers

#: How many sentences back a pronoun, or a noun like "the company", may reach.
PRONOUN_REACH = 3
NOUN_REACH = 8
#: A name that leads its vote by less may be a town after all, where something else speaks for that.
DOUBTFUL = 2.0

_LINKS = frozenset("of at from for with in within inside".split())


class Resolver:
    """Finds the party behind a token of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.discourse = Discourse(page)
        self.speakers = Speakers(page)
        self._follow()

    def _follow(self) -> None:
        """Subjects that are only referred to take part in what follows, each resolved by what stands before it."""
        for block in self.page.blocks:
            for sentence in block.doc.sents:
                doer = syntax.subject(sentence.root) if sentence.root.pos_ in ("VERB", "AUX") else sentence.root
                if doer is None or self.page.mention(block.index, doer) is not None or doer.sent != sentence:
                    continue
                for type in ("Company", "Agency"):
                    found = self._referred(block.index, doer, (type,)) or self._personnel(block.index, doer, (type,), 1)
                    if found is not None and found.confidence >= 0.7:
                        self.discourse.stand_in(found, block.index, doer)

    def party(self, block: int, token: Token, types: Iterable[str], depth: int = 0) -> Party | None:
        """The company, agency or other thing of one of the types that the token speaks of; None where it is none, or not plain which."""
        types = tuple(types)
        mention = self.page.mention(block, token)
        if mention is not None:
            return self._mentioned(mention, block, token, types)
        if depth > 3:
            return None
        return (
            (self._abroad(block, token) if "CustomerClass" in types else None)
            or (self._seat(block, token) if "Agency" in types else None)
            or self._renamed(block, token, types)
            or (forces.local(self.discourse, block, token) if "Agency" in types and party.is_anaphoric(token) else None)
            or self._personnel(block, token, types, depth)
            or self._referred(block, token, types)
        )  # fmt: skip

    def _mentioned(self, mention: Mention, block: int, token: Token, types: tuple[str, ...]) -> Party | None:
        if mention.bare and "Agency" in types and (label := self._label(block, mention.name)):
            return label
        if mention.bare:
            return forces.bare(self.discourse, mention) if "Agency" in types else None
        if mention.type in types:
            police = mention.type == "CustomerClass" and "Agency" in types and mention.name == "police"
            return (forces.the_police(self.discourse, mention, block, token) if police else None) or party.of(mention)
        if mention.type == "Place" and "Agency" in types:
            return party.of(replace(mention, type="Agency"), confidence=0.8, reason=f"“{mention.name}” is taken for its government")
        return None

    def _label(self, block: int, words: str) -> Party | None:
        """The place of which a row of a list speaks: there "the council" is that of the place."""
        label = self.discourse.row(block)
        council = any(w in words.lower() for w in ("council", "board of", "commission", "city", "town", "county", "village", "voters"))
        if label is None or not council:
            return None
        return party.of(replace(label, type="Agency"), confidence=0.95, reason=f"the row speaks of {label.name}")

    # -- several at once -------------------------------------------------------------------------

    def parties(self, block: int, token: Token, types: Iterable[str]) -> list[Party]:
        """All parties behind a token: "companies such as A and B", and "they" where that was the subject."""
        types = tuple(types)
        together = several.listed(self, block, token, types) or (several.both(self, block, token, types) if token.lower_ in ("they", "both", "them") else [])
        if together:
            return together
        found = self.party(block, token, types)
        return [found] if found is not None else []

    # -- towns and customers abroad --------------------------------------------------------------

    def _seat(self, block: int, token: Token) -> Party | None:
        """Reads "Somerton's council" and "Dunmere aldermen" as the town itself."""
        if not party.is_seat(token) or (token.tag_ == "NNS" and syntax.lemma(token) in ("state", "city", "county", "town", "village", "council", "government")):
            return None
        for child in token.children:
            owner = syntax.antecedent_of_relative(child)
            mention = self.page.mention(block, owner) if child.dep_ in ("poss", "compound", "nmod") else None
            if mention is not None and mention.type in ("Place", "Unknown"):
                return party.of(replace(mention, type="Agency"), confidence=0.95)
        return None

    def _abroad(self, block: int, token: Token) -> Party | None:
        """Reads "customers in Russia and Belarus" as a class of their own."""
        if syntax.lemma(token) not in ("customer", "client", "buyer", "user", "agency", "government"):
            return None
        for child in token.children:
            place = next((c for c in child.children if c.dep_ == "pobj"), None) if child.lower_ == "in" else None
            if place is not None and (m := self.page.mention(block, place)) is not None and m.type == "Place":
                name = f"{token.text.lower()} in {self.coordinated(block, place)}"
                return Party(type="CustomerClass", name=name, block=block, start=token.i, end=token.i + 1)
        return None

    def coordinated(self, block: int, token: Token) -> str:
        """The names of places that are coordinated: "Russia and Belarus"."""
        first = token.head if token.dep_ == "conj" else token
        names = [m.name for t in syntax.with_conjuncts(first) if (m := self.page.mention(block, t)) is not None]
        return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"

    # -- a name beside it ------------------------------------------------------------------------

    def _renamed(self, block: int, token: Token, types: tuple[str, ...]) -> Party | None:
        """Apposition: "a start-up, Castellan", "the Leeds firm Argent Gaze"."""
        beside = [c for c in token.children if c.dep_ == "appos" or (c.dep_ == "npadvmod" and c.pos_ == "PROPN" and c.i > token.i)]
        beside += [token.head] if token.dep_ == "appos" else []
        inside = [t for t in syntax.noun_phrase(token) if t != token and syntax.in_class(token, "company_nouns")]
        for other in [*beside, *inside]:
            mention = self.page.mention(block, other)
            if mention is not None and mention.type in types and not mention.bare and (other in beside or mention.end == token.i):
                return party.of(mention)
        return None

    # -- people who act for it -------------------------------------------------------------------

    def _personnel(self, block: int, token: Token, types: tuple[str, ...], depth: int) -> Party | None:
        """Reads "officers of the department", "its engineers", "ICE agents" as the body that they belong to."""
        if not syntax.in_class(token, "personnel"):
            return None
        for link in _belongings(token):
            if found := self.party(block, link, types, depth + 1):
                return found
        if "Agency" in types and syntax.in_class(token, "officials") and any(c.lower_ == "the" for c in token.children):
            found = self._salient(block, token, ("Agency",), NOUN_REACH, pronoun=False)
            return replace(found, confidence=found.confidence - 0.1, reason=f"“{token.text}” is read as that of {found.name}") if found else None
        return None

    # -- pronouns and "the company" --------------------------------------------------------------

    def _referred(self, block: int, token: Token, types: tuple[str, ...]) -> Party | None:
        if spoken := self.speakers.employer(block, token, types):
            return spoken
        wanted = self._wanted(block, token, types)
        if not wanted:
            return None
        if "Agency" in wanted and party.is_seat(token) and (label := self._label(block, token.lower_)):
            return label
        pronoun = token.lower_ in PRONOUNS
        if pronoun:
            bound, taken = self._bound(block, token, wanted)
            if bound is not None or taken:
                return bound
        if "Agency" in wanted and (local := forces.local(self.discourse, block, token)):
            return local
        return self._salient(block, token, wanted, PRONOUN_REACH if pronoun else NOUN_REACH, pronoun)

    def _bound(self, block: int, token: Token, types: tuple[str, ...]) -> tuple[Party | None, bool]:
        """A pronoun takes the subject of the clauses above it: "Amazon said it would stop".

        The second value is true where that subject is something else than is wanted, so that the pronoun speaks of that.
        """
        verb = syntax.governor(token)
        while verb is not None:
            for doer in _doers(verb, token):
                found = self._as_subject(block, token, doer, types)
                if found is not None:
                    return found, False
                if token.lower_ in ("it", "its", "itself") and self._is_body(block, doer):
                    return None, True
            verb = syntax.governor(verb)
        return None, False

    def _as_subject(self, block: int, token: Token, doer: Token, types: tuple[str, ...]) -> Party | None:
        """The subject as what a pronoun stands for: a name, one in apposition, a company's people, or a noun like "the company"."""
        mention = self.page.mention(block, doer)
        if mention is not None:
            taken = replace(mention, type="Agency", lead=0.0) if mention.type == "Unknown" and "Agency" in types else mention
            direct = party.of(taken, confidence=0.95 if taken is mention else 0.85) if taken.type in types and not mention.bare else None
            return _because(direct, token, "the subject of its sentence")
        if found := self._renamed(block, doer, types):
            return _because(replace(found, confidence=0.95), token, "the subject of its sentence")
        if found := self._personnel(block, doer, types, 1):
            return _because(replace(found, confidence=0.85), token, f"whose {doer.text} are the subject")
        return _because(self._salient(block, doer, self._wanted(block, doer, types), NOUN_REACH, pronoun=False), token, "the subject of its sentence")

    def _is_body(self, block: int, token: Token) -> bool:
        """Whether a subject is a company or a body, so that "it" in its clause is that one."""
        mention = self.page.mention(block, token)
        if mention is not None:
            return mention.type in ("Company", "Agency", "Organization", "Unknown", "Person")
        group = syntax.in_class(token, "organization_nouns") and any(c.lower_ in party.DEFINITE for c in token.children)
        return group or bool(self._wanted(block, token, ("Company",)) or self._wanted(block, token, ("Agency",)))

    def _wanted(self, block: int, token: Token, types: tuple[str, ...]) -> tuple[str, ...]:
        """The types that the word can stand for: "the company" is a company, "it" may be either."""
        if token.lower_ in ("them", "they") and "CustomerClass" in types:
            return tuple(t for t in types if t in ("Agency", "CustomerClass"))
        if token.lower_ in PRONOUNS:
            return tuple(t for t in types if t in ("Company", "Agency", "Organization"))
        if not any(c.lower_ in DEFINITE for c in token.children) and not (token.text[0].isupper() and token.is_sent_start):
            return ()
        if any(self._names_another(block, c) for c in token.children):
            return ()
        kinds = (("Company", "company_anaphors"), ("Agency", "agency_anaphors"))
        return tuple(t for t, words in kinds if t in types and syntax.in_class(token, words))

    def _names_another(self, block: int, token: Token) -> bool:
        """Whether a word before or beside "the company" already says which: "the Acme company", "the company, Acme"; not "the Leeds company"."""
        if token.pos_ != "PROPN" or token.dep_ not in ("compound", "amod", "appos"):
            return False
        mention = self.page.mention(block, token)
        place = mention is not None and mention.type == "Place"
        return token.dep_ == "appos" or (not place and token.ent_type_ not in ("NORP", "GPE", "LOC", "DATE", "ORDINAL", ""))

    # -- salience --------------------------------------------------------------------------------

    def _salient(self, block: int, token: Token, types: tuple[str, ...], reach: int, pronoun: bool) -> Party | None:
        """The nearest sentence's subject of the type, else its last mention; less sure where others stand beside it."""
        near = self._near(block, token, types, reach, pronoun)
        if not near:
            home = self.discourse.home if "Agency" in types and not pronoun else None
            return party.body(home, block, token, confidence=0.8) if home else None
        near = of_its_kind(token, near)
        last = max(p.sentence for p in near)
        there = [p for p in near if p.sentence == last and (not pronoun or p.subject or p.mention.type in types)]
        if not there:
            return None
        best = next((p for p in there if p.subject), there[-1])
        distance = self.discourse.sentence(block, token) - last
        confidence = (0.95 if best.subject else 0.92) - 0.02 * distance
        if any(p.mention.name != best.mention.name and p.mention.type == best.mention.type for p in there):
            confidence -= 0.17 if best.subject else 0.25
        reason = f"“{token.text}” is read as {best.mention.name}, {'the subject' if best.subject else 'named'} {_distance(distance)}"
        mention = best.mention if best.mention.type in types else replace(best.mention, type="Agency")
        return party.of(mention, confidence=confidence, reason=reason, named=distance == 0)

    def _near(self, block: int, token: Token, types: tuple[str, ...], reach: int, pronoun: bool) -> list[Place]:
        """What the word may stand for; a town too, where the word is one for its government or a pronoun."""
        if not types:
            return []
        seat = "Agency" in types and party.is_seat(token)
        kinds = {*types, "Place", "Unknown"} if seat or ("Agency" in types and pronoun) else set(types)
        near = [p for p in self.discourse.before(block, token, reach) if p.mention.type in kinds and not p.mention.bare]
        if not near and seat:
            return [p for p in self.discourse.before(block, token, 2) if p.mention.type == "Company" and p.mention.lead < DOUBTFUL]
        return near

    def only(self, block: int, token: Token, type: str, reach: int = NOUN_REACH) -> Party | None:
        """The company or body that a passage is about, where no word points to one: the most salient, if no other stands as near."""
        if type == "Agency" and (fronted := self.discourse.fronted(block, token)):
            return party.of(replace(fronted, type="Agency"), confidence=0.75, reason=f"the sentence speaks of {fronted.name}")
        found = self._salient(block, token, (type,), reach, pronoun=False)
        if type == "Agency" and (acting := self._acting(block, token, reach, found)):
            found = acting
        return replace(found, confidence=found.confidence - 0.1, reason=f"{found.name} is the {type.lower()} spoken of") if found else None

    def _acting(self, block: int, token: Token, reach: int, found: Party | None) -> Party | None:
        """A town that was the subject of a sentence nearer than any body that was named."""
        near = [p for p in self.discourse.before(block, token, reach) if p.mention.type == "Place" and p.subject]
        if not near or (found is not None and near[-1].at < (found.block, found.start)):
            return None
        distance = self.discourse.sentence(block, token) - near[-1].sentence
        return party.of(replace(near[-1].mention, type="Agency"), confidence=0.9 - 0.02 * distance)


def _doers(verb: Token, token: Token) -> Iterator[Token]:
    """The subject of a verb that stands before a pronoun, and that of what is said where the saying comes last: "The club left, said its secretary"."""
    said = (c for c in verb.children if c.dep_ == "ccomp" and c.i < token.i < verb.i + 6 and syntax.in_class(verb, "report"))
    for clause in (verb, *said):
        doer = syntax.subject(clause)
        if doer is not None and (doer.i < token.i or verb.dep_ == "advcl") and doer.lower_ not in PRONOUNS and doer != token:
            yield doer


def _belongings(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in ("poss", "compound", "nmod"):
            yield syntax.antecedent_of_relative(child)
        elif child.dep_ == "prep" and child.lower_ in _LINKS:
            yield from (c for c in child.children if c.dep_ == "pobj")


def _because(found: Party | None, token: Token, why: str) -> Party | None:
    return replace(found, reason=f"“{token.text}” is read as {found.name}, {why}") if found is not None else None


def _distance(sentences: int) -> str:
    return "in this sentence" if sentences == 0 else "one sentence before" if sentences == 1 else f"{sentences} sentences before"
