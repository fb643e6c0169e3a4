"""Negation and mood of a verb, by the small words that go with it."""

from __future__ import annotations

from loaders.article import syntax
from loaders.article.parse import Token

#: How sure a modal leaves a statement.
MODALS = {
    "will": "planned", "shall": "planned", "ll": "planned", "’ll": "planned", "'ll": "planned",
    "may": "considered", "might": "considered", "could": "considered",
}  # fmt: skip
#: Modals that say what ought to be or can be.
OUGHT = frozenset("should must ought need can".split())
_NEGATIVE = frozenset("never neither nor hardly n't not".split())
_TIMES = frozenset("point time way circumstance case event stage moment instance occasion condition".split())
_NOBODY = frozenset("none nobody nothing neither no-one nowhere".split())


def negation(verb: Token) -> Token | None:
    """The word that negates a verb itself: "not", "never", "no department", "neither the force nor the council"."""
    found = next((c for c in verb.children if _negates(c, verb)), None) or _at_no_time(verb)
    if found is not None:
        return found
    shared = verb.dep_ == "conj" and not any(c.dep_ in ("aux", "nsubj", "nsubjpass") for c in verb.children)
    return negation(verb.head) if shared and any(c.lower_ in ("or", "nor") for c in verb.head.children) else None


def _at_no_time(verb: Token) -> Token | None:
    """Reads "At no point did it", "in no way", "under no circumstances"."""
    return next(
        (c for c in verb.children if c.dep_ == "prep" and any(g.dep_ == "pobj" and syntax.lemma(g) in _TIMES and _is_none(g) for g in c.children)), None
    )


def nothing(verb: Token) -> Token | None:
    """What a verb does to nothing or nobody: "sells no cameras", "sold none of it", "supplies them to no police force"."""
    for child in verb.children:
        if child.dep_ in ("dobj", "dative") and child.i > verb.i and _is_none(child):
            return child
        if child.dep_ in ("prep", "dative") and child.lower_ in ("to", "from", "with") and any(c.dep_ == "pobj" and _is_none(c) for c in child.children):
            return child
    return None


def _is_none(noun: Token) -> bool:
    return noun.lower_ in _NOBODY or any(c.lower_ == "no" and c.dep_ == "det" for c in noun.children)


def _negates(word: Token, verb: Token) -> bool:
    if word.dep_ in ("nsubj", "nsubjpass"):
        return word.lower_ in _NOBODY or any(g.lower_ in ("no", "neither") and g.i <= word.i for g in (word.doc[word.left_edge.i], *word.children))
    if word.lower_ == "nor" and word.dep_ == "cc":
        return False
    return bool(word.dep_ == "neg" or (word.lower_ in _NEGATIVE and word.dep_ in ("advmod", "preconj", "cc", "det") and word.i < verb.i))


def auxiliaries(verb: Token) -> list[Token]:
    """Its auxiliaries, or those that it shares with the verb before it."""
    own = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if not own and verb.dep_ == "conj" and verb.tag_ == "VB" and verb.head.pos_ == "VERB":
        return auxiliaries(verb.head)
    return own


def destined(verb: Token, above: Token) -> bool:
    """Reads "is to supply": it has not happened yet."""
    return (
        syntax.lemma(above) == "be" and verb.dep_ == "xcomp" and any(c.lower_ == "to" for c in verb.children)
        and not any(c.dep_ in ("attr", "acomp") for c in above.children)
    )  # fmt: skip


def asks(verb: Token) -> bool:
    """Whether its clause is a question by the order of its words: "what did the department pay"."""
    doer = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    asked = any(c.tag_ in ("WP", "WRB", "WDT") or any(g.tag_ in ("WP", "WRB", "WDT") for g in c.children) for c in verb.children if c.i < verb.i)
    return doer is not None and asked and any(c.dep_ == "aux" and c.i < doer.i for c in verb.children)


def mark(verb: Token) -> str | None:
    """The conjunction that begins its clause: "if", "whether", "when"."""
    return next((str(c.lower_) for c in verb.children if c.dep_ in ("mark", "advmod") and c.i < verb.i and (c.dep_ == "mark" or c.tag_ == "WRB")), None)


def purposeful(verb: Token) -> bool:
    """Whether a use is only denied for a purpose: "does not use it as part of background checks", "on live video"."""
    if syntax.lemma(verb) not in ("use", "deploy", "employ", "operate", "run"):
        return False
    words = [verb, *(c for c in verb.children if c.dep_ == "dobj")]
    preps = (c for w in words for c in w.children if c.dep_ == "prep" and c.i > verb.i)
    return any(p.lower_ in ("as", "for", "on", "against", "during") and not any(g.ent_type_ == "DATE" for g in p.subtree) for p in preps) or any(
        c.dep_ in ("advcl", "xcomp") and c.tag_ == "VB" and c.i > verb.i for w in words for c in w.children
    )
