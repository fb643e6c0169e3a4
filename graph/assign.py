"""Rule 1 of the model: which claims are one fact and which are parallel facts.

Claims with the same key (type, parties, product, role, award) are one fact when start, end, amount and
kind are each equal, or missing on one side, or one contains the other. The most specific are taken
first; a vaguer one joins a fact only if exactly one fits, else it is a fact of its own. So the result
depends on the set of claims alone, never on their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from graph import dates

#: Between the parts of a signature's text; it cannot occur in a date, a number, a currency or a kind.
_SEPARATOR = "|"


@dataclass(frozen=True, order=True)
class Signature:
    """What tells parallel facts apart, each part as text, empty where it is not known."""

    start: str = ""
    end: str = ""
    amount: str = ""
    currency: str = ""
    kind: str = ""

    @classmethod
    def parse(cls, text: str) -> Signature:
        """The signature of its text."""
        return cls(*text.split(_SEPARATOR))

    def __str__(self) -> str:
        return _SEPARATOR.join((self.start, self.end, self.amount, self.currency, self.kind))

    def fits(self, other: Signature) -> bool:
        """Whether both may be said of one fact."""
        money = not (self.amount and other.amount) or (self.amount, self.currency) == (other.amount, other.currency)
        kind = not (self.kind and other.kind) or self.kind == other.kind
        return money and kind and _dates_fit(self.start, other.start) and _dates_fit(self.end, other.end)

    def joined(self, other: Signature) -> Signature:
        """What is known when both are said of one fact."""
        money = self if self.amount else other
        return Signature(_narrower(self.start, other.start), _narrower(self.end, other.end), money.amount, money.currency, self.kind or other.kind)


def _dates_fit(a: str, b: str) -> bool:
    if not a or not b or a == b:
        return True
    return dates.parse(a).contains(dates.parse(b)) or dates.parse(b).contains(dates.parse(a))


def _narrower(a: str, b: str) -> str:
    if not a or not b:
        return a or b
    return min(a, b, key=lambda t: (dates.parse(t).days, t))


def _vagueness(signature: Signature) -> tuple[int, int, str]:
    """Sorts the most specific first: more parts known, then fewer days, then by the text."""
    parts = (signature.start, signature.end, signature.amount, signature.kind)
    days = sum(dates.parse(t).days for t in (signature.start, signature.end) if t)
    return (sum(not p for p in parts), days, str(signature))


def assign(signatures: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """(key, signature of a claim) -> signature of its fact."""
    groups: dict[str, set[str]] = defaultdict(set)
    for key, text in signatures:
        groups[key].add(text)
    return {(key, claim): fact for key, texts in groups.items() for claim, fact in _facts_of(texts).items()}


@dataclass
class _Fact:
    known: Signature
    claims: list[str]


def _facts_of(texts: Iterable[str]) -> dict[str, str]:
    facts: list[_Fact] = []
    for signature in sorted(map(Signature.parse, texts), key=_vagueness):
        fitting = [f for f in facts if f.known.fits(signature)]
        if len(fitting) == 1:
            fitting[0].known = fitting[0].known.joined(signature)
            fitting[0].claims.append(str(signature))
        else:
            facts.append(_Fact(replace(signature), [str(signature)]))
    return {claim: str(fact.known) for fact in facts for claim in fact.claims}
