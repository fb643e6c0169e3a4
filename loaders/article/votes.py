"""What kind of thing a name is: a vote over the whole document, in which shape, grammar and context speak."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from loaders.article import lexicon, surroundings
from loaders.article.ballot import Vote
from loaders.article.gazetteer import Gazetteer
from loaders.article.names import Chunk
from loaders.article.parse import is_known_word, is_word
from loaders.article.states import is_state

#: A name needs this much before it is taken for anything.
THRESHOLD = 1.0

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
_LEGAL = frozenset("as ab ag sa oy kk nv bv co one plus".split())


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
    yield from surroundings.described(chunk)
    yield from surroundings.neighbours(chunk)
    yield from surroundings.grammar(chunk)
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
