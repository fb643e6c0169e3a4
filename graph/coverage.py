"""Coverage: which bans reach which deals. One verdict for a ban and a deal, with its reason in words.

Compared in this order: technology or product; whether the agency is one of those that the ban names;
exemptions; time. Each step answers yes, no or unclear. A certain no at any step beats an unclear at
another (rule 6).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Answer = Literal["yes", "no", "unclear"]


@dataclass(frozen=True, kw_only=True)
class Span:
    """When something holds. None before a start: no earliest day is known; an end of None: it goes on."""

    start_earliest: date | None = None
    start_latest: date | None = None
    end_earliest: date | None = None
    end_latest: date | None = None

    @property
    def first(self) -> date:
        """The earliest day on which it may hold."""
        return self.start_earliest or date.min

    @property
    def surely_from(self) -> date:
        """The day from which it surely holds; the last of all days where no start is known."""
        return self.start_latest or date.max

    @property
    def last(self) -> date:
        """The latest day on which it may hold."""
        return self.end_latest or date.max

    @property
    def surely_to(self) -> date:
        """The day to which it surely holds. Where only the latest end is known, it may have ended at any time before."""
        return self.end_earliest or (date.min if self.end_latest else date.max)

    def within(self, other: Span) -> Span:
        """The part of this span that lies in the other, bound by bound."""
        return Span(
            start_earliest=max(self.first, other.first), start_latest=max(self.surely_from, other.surely_from),
            end_earliest=min(self.surely_to, other.surely_to), end_latest=min(self.last, other.last),
        )  # fmt: skip

    @property
    def empty(self) -> bool:
        """Whether it surely holds on no day."""
        return self.first > self.last


ALWAYS = Span(start_earliest=date.min, start_latest=date.min)


@dataclass(frozen=True, kw_only=True)
class Reach:
    """A step's answer and why."""

    answer: Answer
    reason: str


@dataclass(frozen=True, kw_only=True)
class Ban:
    """A rule not to sell or not to use, as far as a verdict needs it. Ids; None where nothing is named."""

    id: str
    type: str
    words: str
    products: frozenset[str] = frozenset()
    technologies: frozenset[str] = frozenset()
    vendors: frozenset[str] = frozenset()
    """Companies whose technology is forbidden (BANS_USE of a company)."""
    exempts: frozenset[str] = frozenset()
    """Ids and fingerprints of what it leaves out."""
    span: Span = field(default_factory=Span)
    subject_words: str = ""
    """What it is about, in words: "face recognition", "all technologies"."""
    purpose: str | None = None
    """The use that it forbids, where that is narrower than the technology."""


@dataclass(frozen=True, kw_only=True)
class Deal:
    """A sale, use, pilot or partnership, as far as a verdict needs it."""

    id: str
    vendor: str
    product: str | None = None
    makers: frozenset[str] = frozenset()
    """Companies that make the product."""
    technologies: frozenset[str] = frozenset()
    """Empty where not known; with two, it may be either."""
    keys: frozenset[str] = frozenset()
    """Ids and fingerprints of its agency, the agency's superiors and its product: what an exemption may name."""
    span: Span = field(default_factory=Span)
    subject_words: str = ""
    purpose: str | None = None


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The conclusion, with the answers of the steps."""

    verdict: str
    reason: str
    timing: str
    technology: Answer
    in_class: Answer


def coverage(ban: Ban, deal: Deal, in_class: Reach, *, owned: Span = ALWAYS, doubts: Iterable[str] = ()) -> Verdict:
    """Whether `ban` reaches `deal`.

    `in_class` says whether the deal's agency is one of those that the ban names. `owned` is the time in
    which the ban's maker owned the seller (rule 7). `doubts` are reasons that leave it unclear in any
    case, such as a maker's ban against a reseller's sale.
    """
    technology = same_technology(ban, deal)
    time = in_time(ban.span, deal.span, owned)
    timing = timing_of(ban.span, deal.span)
    steps = (technology, in_class, time)
    verdict, reason = _conclude(steps, exempt=bool(ban.exempts & deal.keys), doubts=(*doubts, *_other_purpose(ban, deal)))
    return Verdict(verdict=verdict, reason=reason + _signed(timing, verdict), timing=timing, technology=technology.answer, in_class=in_class.answer)


def _conclude(steps: tuple[Reach, ...], *, exempt: bool, doubts: tuple[str, ...]) -> tuple[str, str]:
    if against := [s.reason for s in steps if s.answer == "no"]:
        return "not covered", "; ".join(against)
    if exempt:
        return "exempt", "the rule itself leaves it out"
    if unclear := [*(s.reason for s in steps if s.answer == "unclear"), *doubts]:
        return "unclear", "; ".join(unclear)
    return "covered", "; ".join(s.reason for s in steps)


def _other_purpose(ban: Ban, deal: Deal) -> Iterator[str]:
    """A rule about one use reaches a deal only as far as it is for that use."""
    if ban.purpose and ban.purpose != deal.purpose:
        yield f"the rule is about one use, {ban.purpose}; whether the deal is for it is not said"


def _signed(timing: str, verdict: str) -> str:
    return "; it began before the rule and ran on under it" if timing == "before" and verdict == "covered" else ""


# -- technology -----------------------------------------------------------------------------------


def same_technology(ban: Ban, deal: Deal) -> Reach:
    """Whether both concern one technology or product."""
    if ban.vendors:
        return _reach(
            deal.vendor in ban.vendors or bool(deal.makers & ban.vendors),
            f"the rule is about {ban.subject_words}, the vendor itself",
            f"the rule is about another vendor, {ban.subject_words}",
        )
    if not ban.products and not ban.technologies:
        return Reach(answer="yes", reason="the rule is about all that the vendor sells")
    if deal.product and deal.product in ban.products:
        return Reach(answer="yes", reason=f"both are about {ban.subject_words}")
    if not deal.technologies:
        return Reach(answer="unclear", reason=f"the rule is about {ban.subject_words}; what technology the deal is about is not known")
    if not deal.technologies & ban.technologies:
        if not ban.technologies:
            return Reach(answer="unclear", reason=f"the rule is about {ban.subject_words}, whose technology is not known")
        return Reach(answer="no", reason=f"the rule is about {ban.subject_words}, the deal is about {deal.subject_words}")
    if ban.products:
        return _one_of_products(ban, deal)
    return Reach(answer="yes", reason=f"both are about {ban.subject_words}")


def _one_of_products(ban: Ban, deal: Deal) -> Reach:
    """The rule names a product, the deal has its technology: another product is none of it, an unnamed one may be."""
    if deal.product:
        return Reach(answer="no", reason=f"the rule is about {ban.subject_words} alone, the deal is about {deal.subject_words}")
    return Reach(answer="unclear", reason=f"the rule is about {ban.subject_words}; which product the deal is about is not known")


def _reach(fits: bool, yes: str, no: str) -> Reach:
    return Reach(answer="yes", reason=yes) if fits else Reach(answer="no", reason=no)


# -- time -----------------------------------------------------------------------------------------


def in_time(ban: Span, deal: Span, owned: Span = ALWAYS) -> Reach:
    """Whether the deal, in the time in which the ban's maker owned its seller, runs while the ban holds."""
    ours = deal.within(owned)
    if ours.empty:
        return Reach(answer="no", reason="the seller did not belong to the maker of the rule while the deal ran")
    if ours.last < ban.first:
        return Reach(answer="no", reason="it had ended when the rule began")
    if ours.first > ban.last:
        return Reach(answer="no", reason="it began when the rule had ended")
    if ours.last == ban.first:
        return Reach(answer="unclear", reason="it ended on the very day on which the rule began")
    if max(ours.surely_from, ban.surely_from) <= min(ours.surely_to, ban.surely_to):
        return Reach(answer="yes", reason="it runs while the rule holds")
    return Reach(answer="unclear", reason="the dates do not tell whether it ran while the rule held")


def timing_of(ban: Span, deal: Span) -> str:
    """When the deal began, against the ban: before it, during it, after it; unclear where the bounds do not tell."""
    if deal.surely_from < ban.first:
        return "before"
    if deal.first > ban.last:
        return "after"
    if deal.first >= ban.surely_from and deal.surely_from <= ban.surely_to:
        return "during"
    return "unclear"


# -- classes --------------------------------------------------------------------------------------


def best(reaches: Iterable[Reach]) -> Reach | None:
    """The most affirmative answer: one way in is enough."""
    order: Mapping[str, int] = {"yes": 0, "unclear": 1, "no": 2}
    return min(reaches, key=lambda r: order[r.answer], default=None)
