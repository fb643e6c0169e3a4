"""Who "the company", "its officers" or "they" are: lazy, typed, bounded, and each answer with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from loaders.article import lexicon, syntax
from loaders.article.mentions import Mention, Page
from loaders.article.parse import Token

#: How many sentences back a pronoun, or a noun like "the company", may reach.
PRONOUN_REACH = 3
NOUN_REACH = 8

_PRONOUNS = frozenset("it its itself they them their theirs themselves he she his her him who which that".split())
_FIRST_PERSON = frozenset("we us our ours i me my".split())
_DEFINITE = frozenset("the this that these those its their his her our both".split())
_LINKS = frozenset("of at from for with in within inside".split())


@dataclass(frozen=True, kw_only=True)
class Party:
    """A thing that plays a part in a claim, how sure it is that it does, and by what reasoning."""

    type: str
    name: str
    block: int
    start: int
    end: int
    confidence: float = 1.0
    reason: str | None = None
    named: bool = True
    """False where it is not named in the sentence itself."""


@dataclass(frozen=True, kw_only=True)
class _Place:
    """A mention with its sentence's number and whether it is the subject there."""

    mention: Mention
    sentence: int
    subject: bool


class Resolver:
    """Finds the party behind a token of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.employers: dict[str, Party] = {}
        """Where each person works, as far as the document says so; filled before the frames are read."""

    @cached_property
    def _sentences(self) -> dict[tuple[int, int], int]:
        """The number of the sentence, over the whole document, that begins at (block, token)."""
        starts = [(b.index, s.start) for b in self.page.blocks for s in b.doc.sents]
        return {start: number for number, start in enumerate(starts)}

    def sentence(self, block: int, token: Token) -> int:
        """The number of the token's sentence in the document."""
        return self._sentences[block, token.sent.start]

    @cached_property
    def _named(self) -> list[_Place]:
        return [self._place(m) for m in self.page.mentions]

    @cached_property
    def _places(self) -> list[_Place]:
        """Named mentions, and the subjects that are only referred to, each resolved by what stands before it."""
        self.__dict__["_places"] = places = list(self._named)
        for block in self.page.blocks:
            for sentence in block.doc.sents:
                doer = syntax.subject(sentence.root) if sentence.root.pos_ in ("VERB", "AUX") else sentence.root
                if doer is None or self.page.mention(block.index, doer) is not None or doer.sent != sentence:
                    continue
                for type in ("Company", "Agency"):
                    found = self._referred(block.index, doer, (type,)) or self._personnel(block.index, doer, (type,), 1)
                    if found is not None and found.confidence >= 0.7:
                        places.append(self._stand_in(found, block.index, doer))
        places.sort(key=lambda p: (p.mention.block, p.mention.start))
        return places

    def _stand_in(self, found: Party, block: int, token: Token) -> _Place:
        mention = Mention(type=found.type, name=found.name, block=block, start=token.i, end=token.i + 1, surface=token.text)
        return _Place(mention=mention, sentence=self.sentence(block, token), subject=True)

    def _place(self, mention: Mention) -> _Place:
        span = self.page.blocks[mention.block].doc[mention.start : mention.end]
        subject = span.root.dep_ in ("nsubj", "nsubjpass") and span.root.head.dep_ in ("ROOT", "conj", "ccomp")
        return _Place(mention=mention, sentence=self._sentences[mention.block, span.root.sent.start], subject=subject)

    def party(self, block: int, token: Token, types: Iterable[str], depth: int = 0) -> Party | None:
        """The company, agency or other thing of one of the types that the token speaks of; None where it is none, or not plain which."""
        types = tuple(types)
        mention = self.page.mention(block, token)
        if mention is not None:
            return self._mentioned(mention, block, token, types)
        if depth > 3:
            return None
        if "CustomerClass" in types and (abroad := self._abroad(block, token)):
            return abroad
        if "Agency" in types and (seat := self._seat(block, token)):
            return seat
        return (
            self._renamed(block, token, types, depth)
            or (self._local(block, token) if "Agency" in types and is_anaphoric(token) else None)
            or self._personnel(block, token, types, depth)
            or self._referred(block, token, types)
        )  # fmt: skip

    def parties(self, block: int, token: Token, types: Iterable[str]) -> list[Party]:
        """All parties behind a token: "companies such as A and B", and "they" where that was the subject."""
        types = tuple(types)
        listed = self._listed(block, token, types)
        if listed:
            return listed
        if token.lower_ in ("they", "both", "them"):
            verb = syntax.governor(token)
            while verb is not None:
                doer = syntax.subject(verb)
                if doer is not None and doer.i < token.i and doer.lower_ not in _PRONOUNS:
                    several = self._listed(block, doer, types) or [p for t in syntax.with_conjuncts(doer) if (p := self.party(block, t, types)) is not None]
                    if len(several) > 1:
                        return [replace(p, confidence=p.confidence * 0.95, reason=f"“{token.text}” is read as {p.name} and others") for p in several]
                verb = syntax.governor(verb)
        found = self.party(block, token, types)
        return [found] if found is not None else []

    def _listed(self, block: int, token: Token, types: tuple[str, ...]) -> list[Party]:
        """The names after "such as", "including" or "like", where they are of the types."""
        if self.page.mention(block, token) is not None and "CustomerClass" in types:
            return []
        if among := self._among(block, token, types):
            return among
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("as", "like", "including") and child.i > token.i:
                heads = [c for c in child.children if c.dep_ == "pobj"]
                return [
                    p
                    for h in heads
                    for t in syntax.with_conjuncts(h)
                    if (m := self.page.mention(block, t)) and m.type in types and (p := self.party(block, t, types))
                ]
        return []

    def _among(self, block: int, token: Token, types: tuple[str, ...]) -> list[Party]:
        """The names after "among them", as far as they are coordinated."""
        start = next((t.i for t in token.sent if t.i > token.i and t.lower_ == "among" and t.i + 1 < len(token.doc) and t.nbor().lower_ == "them"), None)
        if start is None or start - token.i > 8:
            return []
        found: list[Party] = []
        last = start + 2
        for m in (m for m in self.page.mentions if m.block == block and m.start >= last and m.end <= token.sent.end):
            if m.start - last > 3 or m.type not in types or m.bare:
                break
            found.append(_party(m))
            last = m.end
        return found

    def _mentioned(self, mention: Mention, block: int, token: Token, types: tuple[str, ...]) -> Party | None:
        if mention.bare:
            return self._bare(mention, block, token) if "Agency" in types else None
        if mention.type in types:
            if (
                mention.type == "CustomerClass"
                and "Agency" in types
                and mention.name == "police"
                and (mention.surface.lower().startswith("the ") or self._has_the(block, mention))
            ):
                return self._the_police(block, token) or _party(mention)
            return _party(mention)
        if mention.type == "Place" and "Agency" in types:
            return _party(replace(mention, type="Agency"), confidence=0.8, reason=f"“{mention.name}” is taken for its government")
        return None

    def _has_the(self, block: int, mention: Mention) -> bool:
        """ "The municipal police"."""
        doc = self.page.blocks[block].doc
        before = [t.lower_ for t in doc[max(0, mention.start - 2) : mention.start]]
        return "the" in before and before[-1] in ("the", "municipal", "local", "city", "town")

    def _the_police(self, block: int, token: Token) -> Party | None:
        """ "The police" are those of the place that the sentence begins with, else the one force named before."""
        fronted = [m.name for m in self.page.mentions if m.type == "Place" and m.block == block and m.start == token.sent.start + 1]
        if fronted and token.sent[0].lower_ == "in":
            return Party(
                type="Agency",
                name=f"{fronted[0]} police",
                block=block,
                start=token.i,
                end=token.i + 1,
                confidence=0.85,
                reason=f"“the police” are read as those of {fronted[0]}",
                named=False,
            )
        forces = {
            p.mention.name for p in self._before(block, token, NOUN_REACH) if p.mention.type == "Agency" and is_force(p.mention.name) and not p.mention.bare
        }
        if len(forces) != 1:
            return None
        name = forces.pop()
        return Party(
            type="Agency", name=name, block=block, start=token.i, end=token.i + 1, confidence=0.8, reason=f"“the police” are read as {name}", named=False
        )

    def _bare(self, mention: Mention, block: int, token: Token) -> Party | None:
        """ "The Police Department": the one named so in the document, or that of the city that it is about."""
        named = sorted({m.name for m in self.page.mentions if m.type == "Agency" and not m.bare and m.name.endswith(" " + mention.name)})
        if len(named) == 1:
            return _party(mention, name=named[0], confidence=0.85, reason=f"“{mention.name}” is read as {named[0]}", named=False)
        cities = sorted({name for m in self.page.mentions if m.type == "Agency" and (name := _city(m.name))})
        if len(named) == 0 and len(cities) == 1:
            name = f"{cities[0]} {mention.name}"
            return _party(mention, name=name, confidence=0.75, reason=f"“{mention.name}” is read as that of {cities[0]}", named=False)
        return _party(mention, confidence=0.8) if " " in mention.name and mention.name not in ("Police Department", "Fire Department", "City Council") else None

    def _seat(self, block: int, token: Token) -> Party | None:
        """ "Somerton's council", "Dunmere aldermen": the town itself acts."""
        if not is_seat(token):
            return None
        for child in token.children:
            mention = self.page.mention(block, child) if child.dep_ in ("poss", "compound", "nmod") else None
            if mention is not None and mention.type in ("Place", "Unknown"):
                return _party(self._of_place(mention), confidence=0.95)
        return None

    def _abroad(self, block: int, token: Token) -> Party | None:
        """ "Customers in Russia and Belarus" are a class of their own."""
        if syntax.lemma(token) not in ("customer", "client", "buyer", "user", "agency", "government"):
            return None
        for child in token.children:
            place = next((c for c in child.children if c.dep_ == "pobj"), None) if child.lower_ == "in" else None
            if place is not None and (m := self.page.mention(block, place)) is not None and m.type == "Place":
                return Party(
                    type="CustomerClass", name=f"{token.text.lower()} in {self.coordinated(block, place)}", block=block, start=token.i, end=token.i + 1
                )
        return None

    def coordinated(self, block: int, token: Token) -> str:
        """The names of places that are coordinated: "Russia and Belarus"."""
        first = token.head if token.dep_ == "conj" else token
        names = [m.name for t in syntax.with_conjuncts(first) if (m := self.page.mention(block, t)) is not None]
        return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"

    # -- a name beside it ------------------------------------------------------------------------

    def _renamed(self, block: int, token: Token, types: tuple[str, ...], depth: int) -> Party | None:
        """Apposition: "a start-up, Castellan", "the Leeds firm Argent Gaze"."""
        beside = [c for c in token.children if c.dep_ == "appos" or (c.dep_ == "npadvmod" and c.pos_ == "PROPN" and c.i > token.i)] + (
            [token.head] if token.dep_ == "appos" else []
        )
        inside = [t for t in syntax.noun_phrase(token) if t != token and syntax.in_class(token, "company_nouns")]
        for other in [*beside, *inside]:
            mention = self.page.mention(block, other)
            if mention is not None and mention.type in types and not mention.bare and (other in beside or mention.end == token.i):
                return _party(mention)
        return None

    # -- people who act for it -------------------------------------------------------------------

    def _personnel(self, block: int, token: Token, types: tuple[str, ...], depth: int) -> Party | None:
        """ "Officers of the department", "its engineers", "ICE agents": the body that they belong to."""
        if not syntax.in_class(token, "personnel"):
            return None
        for link in self._belongings(token):
            if found := self.party(block, link, types, depth + 1):
                return found
        if "Agency" in types and syntax.in_class(token, "officials") and any(c.lower_ == "the" for c in token.children):
            found = self._salient(block, token, ("Agency",), NOUN_REACH, pronoun=False)
            return replace(found, confidence=found.confidence - 0.1, reason=f"“{token.text}” is read as that of {found.name}") if found else None
        return None

    def _belongings(self, token: Token) -> Iterator[Token]:
        for child in token.children:
            if child.dep_ in ("poss", "compound", "nmod"):
                yield syntax.antecedent_of_relative(child)
            elif child.dep_ == "prep" and child.lower_ in _LINKS:
                yield from (c for c in child.children if c.dep_ == "pobj")

    # -- pronouns and "the company" --------------------------------------------------------------

    def _referred(self, block: int, token: Token, types: tuple[str, ...]) -> Party | None:
        if spoken := self._of_speaker(block, token, types):
            return spoken
        wanted = self._wanted(token, types)
        if not wanted:
            return None
        pronoun = token.lower_ in _PRONOUNS
        if pronoun:
            bound, taken = self._bound(block, token, wanted)
            if bound is not None or taken:
                return bound
        if "Agency" in wanted and (local := self._local(block, token)):
            return local
        return self._salient(block, token, wanted, PRONOUN_REACH if pronoun else NOUN_REACH, pronoun)

    def _of_speaker(self, block: int, token: Token, types: tuple[str, ...]) -> Party | None:
        """ "We", and "his department": the company or body of the person who speaks."""
        own = [c for c in token.children if c.dep_ == "poss" and c.lower_ in ("his", "her", "our", "my")]
        if not is_first_person(token) and not (
            own and (syntax.in_class(token, "agency_anaphors") or syntax.in_class(token, "company_anaphors") or syntax.in_class(token, "personnel"))
        ):
            return None
        person = self._speaker(block, token)
        employer = self.employers.get(person) if person else None
        if employer is None or employer.type not in types:
            return None
        return replace(
            employer,
            block=block,
            start=token.i,
            end=token.i + 1,
            confidence=0.85,
            named=False,
            reason=f"“{token.text}” is read as {employer.name}, for which {person} speaks",
        )

    def _speaker(self, block: int, token: Token) -> str | None:
        """The person whose words the sentence gives: who says it, else who spoke before in the paragraph, else the one who is interviewed."""
        for verb in (t for t in token.sent if t.pos_ == "VERB" and syntax.in_class(t, "report")):
            doer = syntax.subject(verb)
            mention = self.page.mention(block, doer) if doer is not None else None
            if mention is not None and mention.type == "Person":
                return mention.name
        here = [m for m in self.page.mentions if m.block == block and m.type == "Person" and m.start < token.i]
        if here:
            return here[-1].name
        return next(iter(self.employers)) if len(self.employers) == 1 and self._is_interview else None

    @cached_property
    def _is_interview(self) -> bool:
        """Questions and answers in turn: several short paragraphs that end with a question mark."""
        return sum(b.paragraph.text.endswith("?") and len(b.paragraph.text) < 200 for b in self.page.blocks) >= 2

    def _local(self, block: int, token: Token) -> Party | None:
        """ "In Dunmere, the police department": the department of the place that the sentence begins with."""
        if syntax.lemma(token) not in ("department", "force", "police") or not any(c.lower_ == "police" for c in token.children):
            return None
        name = self.force(block, token)
        return (
            Party(
                type="Agency", name=name, block=block, start=token.i, end=token.i + 1, confidence=0.8, reason=f"“{token.text}” is read as {name}", named=False
            )
            if name
            else None
        )

    def force(self, block: int, token: Token, sheriff: bool = False) -> str | None:
        """The one police body of a document, or that of the one place that it is about."""
        bodies = {m.name for m in self.page.mentions if m.type == "Agency" and not m.bare and is_force(m.name) and ("heriff" in m.name) == sheriff}
        if len(bodies) == 1 and not any(c.dep_ == "poss" for c in token.children):
            return bodies.pop()
        if any(c.dep_ == "poss" and c.lower_ in ("its", "their") for c in token.children):
            seat = [p for p in self._before(block, token, 1) if p.mention.type in ("Place", "Unknown") and p.subject]
            return f"{seat[-1].mention.name} Police Department" if seat else None
        fronted = [m.name for m in self.page.mentions if m.type == "Place" and m.block == block and m.start == token.sent.start + 1]
        places = (
            fronted
            or self._places_here(block)
            or sorted({city for m in self.page.mentions if m.type == "Agency" and (city := _city(m.name))})
            or self._acting_places()
        )
        return f"{places[0]} Police Department" if len(places) == 1 and not bodies else None

    def _places_here(self, block: int) -> list[str]:
        """Towns of the paragraph that act in it, or with which a sentence begins."""
        doc = self.page.blocks[block].doc
        return sorted({
            p.mention.name for p in self._named
            if p.mention.type == "Place" and p.mention.block == block and p.mention.name.lower() not in lexicon.words("places")
            and (p.subject or (doc[p.mention.start].sent.start == p.mention.start - 1 and doc[p.mention.start - 1].lower_ in ("in", "at", "near")))
        })  # fmt: skip

    def _acting_places(self) -> list[str]:
        """The one town that is ever a subject, where there is just one."""
        return sorted({p.mention.name for p in self._named if p.mention.type == "Place" and p.subject})

    def _wanted(self, token: Token, types: tuple[str, ...]) -> tuple[str, ...]:
        """The types that the word can stand for: "the company" is a company, "it" may be either."""
        if token.lower_ in ("them", "they") and "CustomerClass" in types:
            return tuple(t for t in types if t in ("Agency", "CustomerClass"))
        if token.lower_ in _PRONOUNS:
            return tuple(t for t in types if t in ("Company", "Agency", "Organization"))
        if not any(c.lower_ in _DEFINITE for c in token.children) and not (token.text[0].isupper() and token.is_sent_start):
            return ()
        if any(c.dep_ in ("compound", "amod") and c.pos_ == "PROPN" and self._names_other(c) for c in token.children):
            return ()
        if any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in token.children):
            return ()
        kinds = (("Company", "company_anaphors"), ("Agency", "agency_anaphors"))
        return tuple(t for t, words in kinds if t in types and syntax.in_class(token, words))

    def _names_other(self, token: Token) -> bool:
        return token.ent_type_ not in ("NORP", "GPE", "LOC", "DATE", "ORDINAL", "")

    def _bound(self, block: int, token: Token, types: tuple[str, ...]) -> tuple[Party | None, bool]:
        """A pronoun takes the subject of the clauses above it: "Amazon said it would stop".

        The second value is true where that subject is something else than is wanted, so that the pronoun speaks of that.
        """
        singular = token.lower_ in ("it", "its", "itself")
        verb = syntax.governor(token)
        while verb is not None:
            doer = syntax.subject(verb)
            if doer is not None and (doer.i < token.i or verb.dep_ == "advcl") and doer.lower_ not in _PRONOUNS and doer != token:
                mention = self.page.mention(block, doer)
                if mention is not None and mention.type in types and not mention.bare:
                    return _party(mention, confidence=0.95, reason=f"“{token.text}” is read as {mention.name}, the subject of its sentence"), False
                if mention is None and (found := self._renamed(block, doer, types, 1)):
                    return replace(found, confidence=0.95, reason=f"“{token.text}” is read as {found.name}, the subject of its sentence"), False
                if mention is None and syntax.in_class(doer, "personnel") and (found := self._personnel(block, doer, types, 1)):
                    return replace(found, confidence=0.85, reason=f"“{token.text}” is read as {found.name}, whose {doer.text} are the subject"), False
                if mention is None and (found := self._salient(block, doer, self._wanted(doer, types), NOUN_REACH, pronoun=False)):
                    return replace(found, reason=f"“{token.text}” is read as {found.name}, the subject of its sentence"), False
                if singular and self._is_body(mention, doer):
                    return None, True
            verb = syntax.governor(verb)
        return None, False

    def _is_body(self, mention: Mention | None, token: Token) -> bool:
        """Whether a subject is a company or a body, so that "it" in its clause is that one."""
        if mention is not None:
            return mention.type in ("Company", "Agency", "Organization")
        return bool(self._wanted(token, ("Company",)) or self._wanted(token, ("Agency",)))

    def _before(self, block: int, token: Token, reach: int) -> list[_Place]:
        here = self.sentence(block, token)
        return [p for p in self._places if (p.mention.block, p.mention.start) < (block, token.i) and here - p.sentence <= reach]

    def _of_place(self, mention: Mention) -> Mention:
        return replace(mention, type="Agency") if mention.type in ("Place", "Unknown") or (mention.type == "Company" and mention.lead < 2.0) else mention

    def places_before(self, block: int, token: Token, reach: int) -> list[_Place]:
        """Towns and their governments named shortly before."""
        return [p for p in self._before(block, token, reach) if p.mention.type == "Place" or (p.mention.type == "Agency" and _city(p.mention.name))]

    def _salient(self, block: int, token: Token, types: tuple[str, ...], reach: int, pronoun: bool) -> Party | None:
        """The nearest sentence's subject of the type, else its last mention; less sure where others stand beside it."""
        if not types:
            return None
        kinds = {*types, "Place", "Unknown"} if "Agency" in types and (is_seat(token) or pronoun) else set(types)
        near = [p for p in self._before(block, token, reach) if p.mention.type in kinds and not p.mention.bare]
        if not near and "Agency" in types and is_seat(token):
            near = [p for p in self._before(block, token, 2) if p.mention.type == "Company" and p.mention.lead < 2.0]
        if not near:
            return None
        last = max(p.sentence for p in near)
        there = [p for p in near if p.sentence == last and (not pronoun or p.subject or p.mention.type in types)]
        if not there:
            return None
        best = next((p for p in there if p.subject), there[-1])
        rivals = {p.mention.name for p in there if p.mention.name != best.mention.name and p.mention.type == best.mention.type}
        confidence = (0.95 if best.subject else 0.92) - 0.17 * bool(rivals) * (1 if best.subject else 1.5) - 0.02 * (self.sentence(block, token) - last)
        reason = f"“{token.text}” is read as {best.mention.name}, {'the subject' if best.subject else 'named'} {_distance(self.sentence(block, token) - last)}"
        mention = self._of_place(best.mention) if best.mention.type not in types else best.mention
        return _party(mention, confidence=confidence, reason=reason, named=last == self.sentence(block, token))

    def _acting(self, block: int, token: Token, reach: int, found: Party | None) -> Party | None:
        """A town that was the subject of a sentence nearer than any body that was named."""
        near = [p for p in self._before(block, token, reach) if p.mention.type == "Place" and p.subject]
        if not near or (found is not None and (near[-1].mention.block, near[-1].mention.start) < (found.block, found.start)):
            return None
        distance = self.sentence(block, token) - near[-1].sentence
        return _party(self._of_place(near[-1].mention), confidence=0.9 - 0.02 * distance)

    def only(self, block: int, token: Token, type: str, reach: int = NOUN_REACH) -> Party | None:
        """The company or body that a passage is about, where no word points to one: the most salient, if no other stands as near."""
        fronted = [m for m in self.page.mentions if m.type == "Place" and m.block == block and m.start == token.sent.start + 1]
        if type == "Agency" and fronted and token.sent[0].lower_ == "in":
            return _party(replace(fronted[0], type="Agency"), confidence=0.75, reason=f"the sentence speaks of {fronted[0].name}")
        found = self._salient(block, token, (type,), reach, pronoun=False)
        if type == "Agency" and (acting := self._acting(block, token, reach, found)):
            found = acting
        return replace(found, confidence=found.confidence - 0.1, reason=f"{found.name} is the {type.lower()} spoken of") if found else None


def _distance(sentences: int) -> str:
    return "in this sentence" if sentences == 0 else "one sentence before" if sentences == 1 else f"{sentences} sentences before"


def _party(mention: Mention, *, name: str | None = None, confidence: float = 1.0, reason: str | None = None, named: bool = True) -> Party:
    return Party(
        type=mention.type, name=name or mention.name, block=mention.block, start=mention.start, end=mention.end,
        confidence=confidence, reason=reason, named=named,
    )  # fmt: skip


def is_seat(token: Token) -> bool:
    """Words by which a town's own government is called."""
    return syntax.lemma(token) in (
        "city",
        "town",
        "council",
        "county",
        "state",
        "village",
        "borough",
        "mayor",
        "government",
        "municipality",
        "commissioner",
        "alderman",
        "councillor",
        "lawmaker",
        "legislature",
        "voter",
    )


def is_force(name: str) -> bool:
    return any(word in name.lower() for word in ("police", "constabulary", "sheriff")) and "commission" not in name.lower() and "board" not in name.lower()


def _city(name: str) -> str | None:
    """The place whose body this is: "City of Port Larkin", "Port Larkin City Council"."""
    for start in ("City of ", "Town of ", "County of "):
        if name.startswith(start):
            return name.removeprefix(start)
    for end in (" City Council", " Town Council", " County Council", " County Board", " Board of Supervisors"):
        if name.endswith(end):
            return name.removesuffix(end)
    return None


def is_first_person(token: Token) -> bool:
    """Whether the word speaks for whoever is talking."""
    return bool(token.lower_ in _FIRST_PERSON)


def is_anaphoric(token: Token) -> bool:
    """Whether the word points to something named before: a pronoun, or a noun with "the", "this", "its"."""
    return bool(token.lower_ in _PRONOUNS or any(c.lower_ in _DEFINITE and c.dep_ in ("det", "poss") for c in token.children))


__all__ = ["Party", "Resolver", "is_anaphoric", "is_first_person", "lexicon"]
