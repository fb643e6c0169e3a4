"""A party of a claim, and the words by which companies and bodies are spoken of without their name."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.article import lexicon, syntax
from loaders.article.page import Mention
from loaders.article.parse import Token

PRONOUNS = frozenset("it its itself they them their theirs themselves he she his her him who which that".split())
DEFINITE = frozenset("the this that these those its their his her our both".split())
FIRST_PERSON = frozenset("we us our ours i me my".split())
_COUNCILS = (" City Council", " Town Council", " County Council", " County Board", " Board of Supervisors")


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


def of(mention: Mention, *, name: str | None = None, confidence: float = 1.0, reason: str | None = None, named: bool = True) -> Party:
    """The party that a mention names."""
    return Party(
        type=mention.type, name=name or mention.name, block=mention.block, start=mention.start, end=mention.end,
        confidence=confidence, reason=reason, named=named,
    )  # fmt: skip


def body(name: str, block: int, token: Token, *, confidence: float) -> Party:
    """A public body that a word refers to, under a name that stands elsewhere or is put together."""
    return Party(
        type="Agency", name=name, block=block, start=token.i, end=token.i + 1,
        confidence=confidence, reason=f"“{token.text}” is read as {name}", named=False,
    )  # fmt: skip


def is_seat(token: Token) -> bool:
    """Whether it is a word by which a town's own government is called."""
    return syntax.in_class(token, "seats")


def is_force(name: str) -> bool:
    """Whether the name of a body is that of a police force."""
    lowered = name.lower()
    return any(word in lowered for word in ("police", "constabulary", "sheriff")) and "commission" not in lowered and "board" not in lowered


def city_of(name: str) -> str | None:
    """The place whose body this is: "City of Port Larkin", "Port Larkin City Council"."""
    for start in ("City of ", "Town of ", "County of "):
        if name.startswith(start):
            return name.removeprefix(start)
    return next((name.removesuffix(end) for end in _COUNCILS if name.endswith(end)), None)


def is_first_person(token: Token) -> bool:
    """Whether the word speaks for whoever is talking."""
    return bool(token.lower_ in FIRST_PERSON)


def is_anaphoric(token: Token) -> bool:
    """Whether the word points to something named before: a pronoun, or a noun with "the", "this", "its"."""
    return bool(token.lower_ in PRONOUNS or any(c.lower_ in DEFINITE and c.dep_ in ("det", "poss") for c in token.children))


def is_state(name: str) -> bool:
    """Whether a name is that of a country or a state, not of a town."""
    return name.lower() in lexicon.words("places")
