"""What kind of thing a name is: a vote over the whole document, in which shape, grammar and context speak."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from loaders.article import lexicon
from loaders.article.gazetteer import Gazetteer
from loaders.article.names import Chunk, is_role
from loaders.article.parse import Token, is_known_word, is_word
from loaders.article.states import after as state_after
from loaders.article.states import is_state

#: A name needs this much before it is taken for anything.
THRESHOLD = 1.0

_NOUNS = {
    "company_nouns": ("Company", 3.0),
    "agency_nouns": ("Agency", 2.5),
    "place_nouns": ("Place", 2.5),
    "product_nouns": ("Product", 3.0),
    "organization_nouns": ("Organization", 2.5),
    "person_nouns": ("Person", 3.0),
}
_ENTITIES = {
    "ORG": (("Company", 1.0), ("Organization", 0.4)),
    "PERSON": (("Person", 1.0),),
    "GPE": (("Place", 1.0),),
    "LOC": (("Place", 1.0),),
    "PRODUCT": (("Product", 0.8),),
    "FAC": (("Other", 0.5),),
    "WORK_OF_ART": (("Other", 0.5),),
    "EVENT": (("Other", 1.0),),
    "LAW": (("Other", 1.0),),
}
_SELLING = frozenset(
    "sell market pitch supply develop make launch manufacture license lease peddle unveil resell ship provide acquire bid offer advertise".split()
)
_MAKING = frozenset("make develop build create supply manufacture sell own run provide design produce operate offer market control".split())
_USING = frozenset("use deploy install test pilot adopt trial employ".split())
_RULING = frozenset("ban outlaw prohibit forbid adopt enact repeal legislate bar".split())
_SEATS = frozenset("commissioner councillor official council police mayor ordinance city sheriff lawmaker resident legislature school government".split())
_OWNED = frozenset("customer store shop board shareholder headquarters website investor share competitor rival client use business office employee".split())
_SEATED = frozenset("company firm startup start-up vendor contractor".split())
_STAFFED = frozenset("executive ceo cto cfo president founder co-founder chairman chairwoman engineer customer employee headquarters".split())
_CALLED = frozenset("call know name dub title brand nickname".split())
_LEGAL = frozenset("as ab ag sa oy kk nv bv co one plus".split())


@dataclass(frozen=True, kw_only=True)
class Vote:
    """One reason to take a name for a type."""

    type: str
    weight: float
    reason: str


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The type that won, how far it led, and why."""

    type: str
    score: float
    lead: float
    reasons: tuple[str, ...]


def decide(chunks: Iterable[Chunk], gazetteer: Gazetteer) -> Verdict:
    """The type of one name from all places where it stands. Each kind of reason counts once at its full weight."""
    best: dict[tuple[str, str], float] = defaultdict(float)
    for chunk in chunks:
        for vote in votes(chunk, gazetteer):
            key = (vote.type, vote.reason)
            best[key] = min(best[key], vote.weight) if vote.weight < 0 else max(best[key], vote.weight)
    totals: dict[str, float] = defaultdict(float)
    for (type, _), weight in best.items():
        totals[type] += weight
    ranked = sorted(totals.items(), key=lambda kv: (-kv[1], kv[0]))
    if not ranked or ranked[0][1] < THRESHOLD:
        return Verdict(type="Other", score=0.0, lead=0.0, reasons=())
    type, score = ranked[0]
    reasons = tuple(sorted(reason for (t, reason), w in best.items() if t == type and w > 0))
    return Verdict(type=type, score=score, lead=score - (ranked[1][1] if len(ranked) > 1 else 0.0), reasons=reasons)


def votes(chunk: Chunk, gazetteer: Gazetteer) -> Iterator[Vote]:
    """Everything that speaks for a type at one place."""
    yield from _known(chunk, gazetteer)
    yield from _shape(chunk)
    yield from _entity(chunk)
    yield from _described(chunk)
    yield from _neighbours(chunk)
    yield from _grammar(chunk)
    yield from _unknown(chunk)


def _known(chunk: Chunk, gazetteer: Gazetteer) -> Iterator[Vote]:
    if chunk.start > 1 and chunk.block.doc[chunk.start - 1].text == "," and chunk.block.doc[chunk.start - 2].text[0].isupper() and is_state(chunk.text):
        yield Vote(type="Place", weight=6.0, reason="a state after a town")
        return
    if chunk.text.lower() in lexicon.words("places"):
        yield Vote(type="Place", weight=4.0, reason="a country or a state")
        return
    entry = gazetteer.find(chunk.text)
    if entry and entry.type == "Agency" and chunk.text in entry.name and not chunk.text.isupper():
        yield Vote(type="Place", weight=4.0, reason="the gazetteer knows a body of that place")
    elif entry:
        yield Vote(type=entry.type, weight=2.5 if " " not in chunk.text and is_known_word(chunk.text) else 4.0, reason="the gazetteer knows the name")


def _shape(chunk: Chunk) -> Iterator[Vote]:
    words = [t.text for t in chunk.tokens if t.text[0].isalnum()]
    last = words[-1].replace(".", "")
    if len(words) > 2 and last.lower() in lexicon.words("product_nouns") and lexicon.patterns("technologies").search(chunk.text):
        yield Vote(type="Product", weight=2.5, reason="a system with a name of its own")
    if len(words) > 1 and last.lower() in ("code", "act", "law", "ordinance", "amendment", "bill", "constitution", "report", "rule"):
        yield Vote(type="Other", weight=4.0, reason="it ends like a law")
    if words[0].lower() in lexicon.words("not_names"):
        yield Vote(type="Other", weight=2.0 if len(words) > 1 else 4.0, reason="it begins like a law, a heading or an office")
    if len(words) > 1 and last.lower() in lexicon.words("company_suffixes", "strong") and (last.lower() not in _LEGAL or last.isupper()):
        yield Vote(type="Company", weight=3.0, reason="it ends like a company's name")
    elif len(words) > 1 and last.lower() in lexicon.words("company_suffixes", "weak"):
        yield Vote(type="Company", weight=1.2, reason="it ends like many companies' names")
        yield Vote(type="Person", weight=-1.0, reason="it ends like many companies' names")
    if len(words) > 1 and last.lower() in lexicon.words("organization_suffixes"):
        yield Vote(type="Organization", weight=1.5, reason="it ends like an organisation's name")
    if any(re.search(r"[a-z][A-Z]", w) for w in words):
        yield Vote(type="Company", weight=0.8, reason="capitals inside a word")
        yield Vote(type="Product", weight=0.7, reason="capitals inside a word")
    if any(re.search(r"\d", w) for w in words):
        yield Vote(type="Product", weight=1.0, reason="a number in the name")
    if len(words) > 1 and (words[0].lower().rstrip(".") in lexicon.words("geography", "first") or last.lower() in lexicon.words("geography", "last")):
        yield Vote(type="Place", weight=1.1, reason="named like a town")
    elif len(words) == 1 and re.search(r"[a-z]{3}(?:ville|burgh?|ton|ford|ham|bury|mouth|port|haven|wick|borough|dale|stead|minster)$", last):
        yield Vote(type="Place", weight=0.6, reason="named like a town")
    if len(words) in (2, 3) and all(re.fullmatch(r"[A-Z][a-zà-ÿ]+(?:-[A-Z][a-z]+)?|[A-Z]\.?", w) for w in words):
        yield Vote(type="Person", weight=0.4, reason="shaped like a person's name")
    if len(words) == 1 and re.fullmatch(r"[A-Z]{2,6}", last):
        yield Vote(type="Agency", weight=0.5, reason="an acronym")
        yield Vote(type="Organization", weight=0.5, reason="an acronym")


def _unknown(chunk: Chunk) -> Iterator[Vote]:
    """A word of no dictionary, alone, is oftener a company than anything else in these texts; the more so beside a technology."""
    if chunk.end - chunk.start == 1 and not is_word(chunk.tokens[0]) and not chunk.text.isupper():
        yield Vote(type="Company", weight=0.4, reason="a made-up word")
        if lexicon.patterns("technologies").search(str(chunk.head.sent.text)):
            yield Vote(type="Company", weight=0.7, reason="it stands beside a technology")


def _entity(chunk: Chunk) -> Iterator[Vote]:
    labels = {t.ent_type_ for t in chunk.tokens}
    trust = 0.6 if chunk.end - chunk.start == 1 and not is_word(chunk.tokens[0]) else 1.0
    if len(labels) == 1:
        for type, weight in _ENTITIES.get(labels.pop(), ()):
            yield Vote(type=type, weight=weight * trust, reason="the statistical tagger says so")


def noun_votes(noun: Token, reason: str, factor: float = 1.0) -> Iterator[Vote]:
    """What a describing noun says of the name that it describes."""
    for group, (type, weight) in _NOUNS.items():
        if noun.lemma_.lower() in lexicon.words(group):
            yield Vote(type=type, weight=weight * factor, reason=f"{reason} “{noun.lemma_.lower()}”")


def _described(chunk: Chunk) -> Iterator[Vote]:
    """Apposition and predication: "X, a maker of", "the vendor X", "X is a firm", "a dashboard called X"."""
    head = chunk.head
    seat = head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.pos_ == "PROPN"
    for child in head.children:
        if child.dep_ == "appos" and not seat and child.i >= chunk.end and child.i - chunk.end <= 14 and child.pos_ == "NOUN":
            yield from noun_votes(child, "described as")
    if any(c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_ in ("make", "develop", "build", "manufacture", "design", "create") for c in head.children):
        yield Vote(type="Product", weight=2.0, reason="it is made by somebody")
    if head.dep_ in ("appos", "oprd") and head.head.pos_ == "NOUN" and head.head.i < chunk.start:
        yield from noun_votes(head.head, "named as")
    if head.dep_ in ("nsubj",) and head.head.lemma_ in ("be", "become"):
        for child in head.head.children:
            if child.dep_ == "attr" and child.i > head.i and child.pos_ == "NOUN":
                yield from noun_votes(child, "is a", 0.8)
    if (head.dep_ == "oprd" and head.head.lemma_ in _CALLED) or (chunk.start and chunk.block.doc[chunk.start - 1].lemma_ in ("call", "dub", "brand")):
        yield Vote(type="Product", weight=2.0, reason="a thing called so")
    if head.dep_ == "pobj" and head.head.text == "as" and head.head.head.lemma_ in ("know", "market", "sell", "brand"):
        yield Vote(type="Product", weight=2.0, reason="a thing known as")


def _neighbours(chunk: Chunk) -> Iterator[Vote]:
    doc = chunk.block.doc
    before = doc[chunk.start - 1] if chunk.start else None
    after = doc[chunk.end] if chunk.end < len(doc) else None
    if before is not None and before.text == "." and chunk.start > 1:
        before = doc[chunk.start - 2]
    if before is not None:
        word = before.text.lower().rstrip(".")
        if word in lexicon.words("titles") or word in lexicon.words("honorifics"):
            yield Vote(type="Person", weight=-1.0 if after is not None and is_role(after) else 3.0, reason="a title stands before it")
        elif (before.pos_ == "NOUN" and before.head.i in range(chunk.start, chunk.end)) or (
            before.pos_ == "NOUN" and chunk.head.dep_ == "appos" and chunk.head.head.i == before.i
        ):
            yield from noun_votes(before, "the noun before it,")
        if word in ("the", "a", "an") and after is not None and after.lemma_ in _SEATED and after.pos_ == "NOUN" and chunk.head.head.i == after.i:
            yield Vote(type="Place", weight=2.0, reason="a company of that place")
            yield Vote(type="Company", weight=-1.0, reason="a company of that place")
        if word == "the" and chunk.head.dep_ not in ("compound", "nmod", "amod") and not any(t.pos_ == "NOUN" for t in chunk.tokens):
            yield Vote(type="Agency", weight=0.8, reason="“the” before it")
            yield Vote(type="Organization", weight=0.8, reason="“the” before it")
            yield Vote(type="Company", weight=-0.8, reason="“the” before it")
            yield Vote(type="Person", weight=-2.0, reason="“the” before it")
    if after is not None:
        yield from _after(chunk, after)


def _after(chunk: Chunk, after: Token) -> Iterator[Vote]:
    lemma = after.lemma_.lower()
    doc = chunk.block.doc
    if after.text in ("'s", "’s", "'", "’") and after.i + 1 < len(doc) and after.tag_ == "POS":
        owned = after.head.head.lemma_.lower() if after.head.dep_ == "poss" else ""
        if owned in _SEATS:
            yield Vote(type="Place", weight=1.3, reason="it has a council, a mayor or police")
        elif owned in _OWNED:
            yield Vote(type="Company", weight=0.9, reason="it has customers or shops")
        elif owned in lexicon.words("thing_heads"):
            yield Vote(type="Company", weight=1.2, reason="it owns a technology")
        if owned in _STAFFED:
            yield Vote(type="Person", weight=-1.5, reason="it has staff")
        if owned in lexicon.words("person_nouns") or owned in lexicon.words("personnel"):
            yield Vote(type="Company", weight=0.8, reason="it has staff")
            yield Vote(type="Organization", weight=0.5, reason="it has staff")
    elif lemma in lexicon.words("thing_heads") and after.pos_ == "NOUN":
        yield Vote(type="Product", weight=0.8, reason="a technology follows")
        yield Vote(type="Company", weight=0.8, reason="a technology follows")
    elif (lemma in lexicon.words("person_nouns") or lemma in lexicon.words("titles")) and after.i + 1 < len(doc) and doc[after.i + 1].text[:1].isupper():
        yield Vote(type="Company", weight=1.5, reason="a role follows")
        yield Vote(type="Person", weight=-1.0, reason="a role follows")
    elif lemma in _SEATS:
        yield Vote(type="Place", weight=1.3, reason="it has a council, a mayor or police")
    elif lemma in lexicon.words("person_nouns") or (lemma in lexicon.words("personnel") and not is_word(chunk.tokens[-1])):
        yield Vote(type="Company", weight=1.0, reason="a role follows")
    if after.text == "," and after.i + 1 < len(doc):
        if state_after(doc, after.i):
            yield Vote(type="Place", weight=2.5, reason="a state or a country follows")
        if doc[after.i + 1].text == "who":
            yield Vote(type="Person", weight=2.0, reason="“who” follows")
        elif doc[after.i + 1].text == "which":
            yield Vote(type="Company", weight=0.7, reason="“which” follows")
            yield Vote(type="Product", weight=0.4, reason="“which” follows")
            yield Vote(type="Person", weight=-2.0, reason="“which” follows")
        elif doc[after.i + 1].text == "whose":
            yield Vote(type="Company", weight=0.4, reason="“whose” follows")


def _grammar(chunk: Chunk) -> Iterator[Vote]:
    head = chunk.head
    while head.dep_ == "conj" and head.head != head:
        head = head.head
    governor = head.head
    if head.dep_ == "nsubj" and any(v.lemma_ in _SELLING for v in (governor, *(c for c in governor.children if c.dep_ == "xcomp"))):
        yield Vote(type="Company", weight=1.5, reason="it sells")
    if (
        head.dep_ == "nsubj"
        and governor.lemma_ in lexicon.words("report")
        and any(c.dep_ == "ccomp" and any(g.dep_ in ("nsubj", "nsubjpass") and g.lower_ == "it" for g in c.children) for c in governor.children)
    ):
        yield Vote(type="Person", weight=-2.0, reason="“it” takes it up")
        yield Vote(type="Company", weight=0.8, reason="“it” takes it up")
    if head.dep_ == "nsubjpass" and governor.lemma_ in ("prohibit", "bar", "ban", "fine"):
        yield Vote(type="Company", weight=1.0, reason="it is barred from something")
    if head.dep_ == "nsubj" and governor.lemma_ in _RULING and not (chunk.end - chunk.start == 1 and is_known_word(chunk.text.lower())):
        yield Vote(type="Place", weight=2.5 if governor.lemma_ in ("outlaw", "enact", "legislate", "repeal") else 1.3, reason="it makes rules")
        yield Vote(type="Person", weight=-0.6, reason="it makes rules")
    if head.dep_ == "nsubj" and governor.lemma_ in _USING:
        yield Vote(type="Agency", weight=0.3, reason="it uses")
    if head.dep_ in ("dobj", "nsubjpass") and governor.lemma_ in _USING:
        yield Vote(type="Product", weight=0.7, reason="it is used")
        yield Vote(type="Company", weight=0.4, reason="it is used")
    if head.dep_ == "pobj":
        yield from _after_preposition(governor)


def _after_preposition(preposition: Token) -> Iterator[Vote]:
    word, verb = preposition.text.lower(), preposition.head
    if word == "by" and preposition.dep_ == "agent" and verb.lemma_ in ("own", "control", "run"):
        yield Vote(type="Company", weight=1.0, reason="owns something")
    elif word == "by" and preposition.dep_ == "agent" and verb.lemma_ in _MAKING:
        yield Vote(type="Company", weight=2.0, reason="makes or sells something")
    elif word == "from" and (
        verb.lemma_ in ("buy", "purchase", "acquire", "license", "lease", "order", "get", "procure", "rent") or verb.lemma_ in lexicon.words("thing_heads")
    ):
        yield Vote(type="Company", weight=1.5, reason="something is bought from it")
    elif word == "with" and verb.lemma_ in ("contract", "deal", "agreement", "partner", "partnership"):
        yield Vote(type="Company", weight=0.8, reason="a contract with it")
        yield Vote(type="Agency", weight=0.3, reason="a contract with it")
    elif word == "of" and verb.pos_ == "PROPN" and verb.text.lower().rstrip(".") in lexicon.words("company_suffixes", "strong"):
        yield Vote(type="Place", weight=2.0, reason="the seat of a company")
    elif word in ("in", "near", "around", "across"):
        yield Vote(type="Place", weight=1.2, reason="“in” before it")
        if preposition.is_sent_start and word == "in":
            yield Vote(type="Place", weight=1.2, reason="the sentence begins with “in” and it")
