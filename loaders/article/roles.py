"""The words of a role: which may stand in one, and what one is called without its article and its organisation."""

from __future__ import annotations

from loaders.article import lexicon, syntax
from loaders.article.parse import Token


def title_words() -> frozenset[str]:
    """Words of which titles are made."""
    return (
        frozenset(w for title in lexicon.words("titles") for w in title.split())
        | lexicon.words("honorifics")
        | {"co", "police", "of", "deputy", "senior", "chief", "former", "acting", "interim"}
        | lexicon.words("person_nouns")
    )


def is_title(role: str) -> bool:
    """Whether some words before a name, by their last, are a title."""
    words = role.lower().split()
    return any(" ".join(words[i:]) in lexicon.words("titles") or words[-1] in lexicon.words("person_nouns") for i in range(len(words)))


def role_of(noun: Token, conjoined: bool = False) -> str:
    """The words of a role without article and organisation: "senior staff attorney"."""
    words = [
        t
        for t in syntax.noun_phrase(noun)
        if t.dep_ not in ("det", "poss", "case", "punct")
        and not any(a.dep_ == "poss" for a in t.ancestors if a.i < noun.i)
        and t.ent_type_ not in ("ORG", "GPE", "NORP", "PERSON")
    ]
    start = words[0].i if words else noun.i
    if start > 1 and noun.doc[start - 1].text == "-" and noun.doc[start - 2].lower_ in ("co", "vice"):
        start -= 2
    role = str(noun.doc[start : noun.i + 1].text)
    others = [t for t in noun.conjuncts if t.i > noun.i and t.dep_ == "conj"] if conjoined else []
    return f"{role} and {role_of(others[0])}" if others else role
