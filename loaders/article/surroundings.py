"""What the words around a name say of its type: apposition, neighbours, and its part in the sentence."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.article import lexicon
from loaders.article.ballot import Vote, noun_votes
from loaders.article.names import Chunk, is_role
from loaders.article.parse import Token, is_known_word, is_word
from loaders.article.states import after as state_after

_SELLING = frozenset(
    "sell market pitch supply develop make launch manufacture license lease peddle unveil resell ship provide acquire bid offer advertise".split()
)
_MAKING = frozenset("make develop build create supply manufacture sell own run provide design produce operate offer market control".split())
_USING = frozenset("use deploy install test pilot adopt trial employ".split())
_RULING = frozenset("ban outlaw prohibit forbid adopt enact repeal legislate bar".split())
_PASSING = frozenset("pass adopt enact approve vote".split())
_LAWS = frozenset("ban moratorium ordinance law prohibition statute".split())
_SEATS = frozenset("commissioner councillor official council police mayor ordinance city sheriff lawmaker resident legislature school government".split())
_OWNED = frozenset("customer store shop board shareholder headquarters website investor share competitor rival client use business office employee".split())
_SEATED = frozenset("company firm startup start-up vendor contractor".split())
_STAFFED = frozenset("executive ceo cto cfo president founder co-founder chairman chairwoman engineer customer employee headquarters".split())
_NAMED_THINGS = frozenset("platform app application software tool suite program programme engine service".split())
_CALLED = frozenset("call know name dub title brand nickname".split())


def described(chunk: Chunk) -> Iterator[Vote]:
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


def neighbours(chunk: Chunk) -> Iterator[Vote]:
    """The words right before and after it."""
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
    elif lemma in _NAMED_THINGS and after.pos_ == "NOUN" and chunk.start and doc[chunk.start - 1].tag_ in ("PRP$", "POS") and not chunk.text.endswith("ing"):
        yield Vote(type="Product", weight=1.6, reason="somebody's own, and a technology")
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


def grammar(chunk: Chunk) -> Iterator[Vote]:
    """What it does, and what is done with it."""
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
    if (
        head.dep_ == "nsubj"
        and governor.lemma_ in _PASSING
        and any(c.lemma_.lower() in _LAWS for c in governor.subtree if c.i > governor.i and c.i - governor.i < 8)
    ):
        yield Vote(type="Place", weight=2.0, reason="it passes laws")
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
    elif word == "of" and verb.lemma_ in ("maker", "developer", "manufacturer", "creator"):
        yield Vote(type="Product", weight=1.5, reason="it has a maker")
    elif word == "of" and verb.pos_ == "NOUN" and verb.lemma_ in _SEATS | {"manager", "chief", "voter"} and verb.lemma_ not in ("government", "school"):
        yield Vote(type="Place", weight=1.3, reason="it has a council, a mayor or police")
    elif word in ("in", "near", "around", "across"):
        yield Vote(type="Place", weight=1.2, reason="“in” before it")
        if preposition.is_sent_start and word == "in":
            yield Vote(type="Place", weight=1.2, reason="the sentence begins with “in” and it")
