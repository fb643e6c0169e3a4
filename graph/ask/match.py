"""Which saved query a question asks for: its words against those of the questions that each query answers."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.query import Query
from graph.reference import Thing

_TOKEN = re.compile(r"\{\w+\}|[^\W\d_]+", re.UNICODE)
_STOP = frozenset(
    "a an the of to in on at by for with and or as is are was were be been has have had do does did it its their they them that this these "
    "those there any anything thing things over years done fact facts only please me give show tell us we i you w s t very still ever yet many any also just "
    "what which who whom whose how when where one from"
    .split()
)  # fmt: skip
#: Words that ask for the same thing. Each row's first word stands for all.
_SAME = (
    "sell sells sold selling sale sales supply supplies supplied supplying serve serves served serving provide provides provided vend business",
    "buy buys bought buying purchase purchases purchased purchasing procure procured acquire acquired",
    "use uses used using operate operates deploy deployed employ employs",
    "pilot pilots piloted piloting trial trials trialled trialed test tests tested testing try tried trying",
    "show shows showed shown demo demos demonstrate demonstrated demonstration demonstrations",
    "offer offers offered pitch pitched pitches market marketed",
    "ban bans banned banning forbid forbids forbidden prohibit prohibits prohibited moratorium moratoriums moratoria rule rules outlaw outlawed refuse refuses",
    "vendor vendors company companies firm firms supplier suppliers seller sellers corporation manufacturer",
    "agency agencies agencys body bodies department departments government governments customer customers office offices forces",
    "despite although though notwithstanding regardless spite after yet even while",
    "contract contracts deal deals award awards",
    "own owns owned owner owners parent subsidiary subsidiaries belong belongs",
    "cover covers covered covering reach reaches apply applies include includes",
    "quit quits leave leaves left exit exits exited stop stops stopped abandon abandoned withdraw withdrew",
    "end ends ended ending expire expires expired repeal repealed lapse lapsed lift lifted",
    "begin begins began start starts started",
    "timeline history chronology",
    "evidence proof source sources proves prove",
    "contradict contradicts contradictions contradiction disputed dispute disputes conflict disagree disagrees contest contested",
    "big biggest large largest top major greatest",
    "make makes made product products build builds",
    "link linked links path connection connected related relate connect connects",
    "person people persons anyone somebody individuals",
    "pay pays paid cost costs worth money value spend spent",
    "city cities municipal town towns local",
    "promise promises promised promising pledge pledged announce announced vow vowed",
    "break broke broken violate violated breach breached",
    "change changed changes new news report reported reports",
    "reseller resellers resell resells reselling resold through distributor middleman",
    "never not no without didn doesn don hasn wasn",
    "role roles job jobs position positions work works worked working employed executive ceo chief boss run runs",
    "held hold holds",
    "both common shared",
    "allege alleged alleges allegation allegedly",
    "much total amount sum",
    "force effect active valid",
    "become became becomes lead led turn turned result resulted",
    "market business industry",
)
_CANON = {word: row.split()[0] for row in _SAME for word in row.split()}
#: A slot that a pattern asks for may be filled by one of these.
_FITS = {
    "company": ("company", "product"), "product": ("product", "technology", "company"), "technology": ("technology", "product"), "agency": ("agency",),
    "class": ("class",), "level": ("level",), "date": ("date",), "year": ("date",), "issuer": ("company", "agency", "organization"),
    "body": ("company", "agency", "organization"), "one": ("company", "agency", "person", "product", "organization"),
    "other": ("company", "agency", "person", "product", "organization"), "fact": (),
}  # fmt: skip
#: Below this a question is not taken for a saved one.
THRESHOLD = 0.6


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One span of the question and what it stands for."""

    kind: str
    """company, agency, class, product, technology, person, organization, level or date"""
    text: str
    start: int
    end: int
    things: tuple[Thing, ...] = ()
    """More than one where the name is ambiguous."""
    value: str | None = None


@dataclass(frozen=True, kw_only=True)
class Match:
    """A saved query, the pattern that fits, how well, and which slot fills which place of the pattern."""

    query: Query
    pattern: str
    score: float
    filled: Mapping[str, Slot]


def is_plain(word: str) -> bool:
    """Whether a word is one that questions are made of."""
    return word in _STOP or word in _CANON


def words(text: str) -> list[str]:
    """Content words of a question or a pattern, synonyms folded; slots as `{kind}`."""
    found = (t.lower() for t in _TOKEN.findall(text))
    return [_CANON.get(w, w) for w in found if w not in _STOP]


class Matcher:
    """The saved queries' questions, with how telling each word is."""

    def __init__(self, queries: Iterable[Query]) -> None:
        self.queries = list(queries)

    @cached_property
    def _patterns(self) -> list[tuple[Query, str, Counter[str], list[str]]]:
        return [(q, p, *_split(p)) for q in self.queries for p in q.questions]

    @cached_property
    def _weight(self) -> dict[str, float]:
        count = Counter(w for _, _, bag, _ in self._patterns for w in bag)
        return {w: math.log(1 + len(self._patterns) / n) for w, n in count.items()}

    def _weigh(self, word: str) -> float:
        """An unknown word is as telling as can be: a question about something else must not match."""
        return self._weight.get(word, math.log(1 + len(self._patterns)))

    def matches(self, question: str, slots: Sequence[Slot], limit: int = 5) -> list[Match]:
        """Saved queries by how well the question fits, the best pattern of each. A level that a pattern does not ask for is a word."""
        best: dict[str, Match] = {}
        bags = {levels: Counter(words(_without_slots(question, [s for s in slots if levels or s.kind != "level"]))) for levels in (True, False)}
        for query, pattern, own, wanted in self._patterns:
            filled = _filled(wanted, slots)
            bag = bags["level" in wanted]
            score = self._score(bag, own, len(wanted), filled, slots)
            if query.name not in best or score > best[query.name].score:
                best[query.name] = Match(query=query, pattern=pattern, score=score, filled=filled)
        return sorted(best.values(), key=lambda m: (-m.score, m.query.name))[:limit]

    def _score(self, bag: Counter[str], own: Counter[str], wanted: int, filled: Mapping[str, Slot], slots: Sequence[Slot]) -> float:
        """F-measure of the words that both have, weighted by how telling they are; a slot counts as two middling words."""
        if not bag.keys() & own.keys() and (bag or own or len(filled) < 2):
            return 0.0
        slot = 2.0
        shared = sum(self._weigh(w) for w in bag.keys() & own.keys()) + slot * len(filled)
        asked = sum(self._weigh(w) for w in bag) + slot * sum(s.kind not in ("date", "level") or s in filled.values() for s in slots)
        offered = sum(self._weigh(w) for w in own) + slot * wanted
        return 2 * shared / (asked + offered) if asked + offered else 0.0


def _split(pattern: str) -> tuple[Counter[str], list[str]]:
    found = words(pattern)
    return Counter(w for w in found if not w.startswith("{")), [w.strip("{}") for w in found if w.startswith("{")]


def _without_slots(question: str, slots: Sequence[Slot]) -> str:
    for slot in sorted(slots, key=lambda s: -s.start):
        question = question[: slot.start] + " " + question[slot.end :]
    return question


def _filled(wanted: Sequence[str], slots: Sequence[Slot]) -> dict[str, Slot]:
    """Places of a pattern, each with the first slot that fits; exact kinds before stand-ins."""
    free, filled = list(slots), {}
    for exact in (True, False):
        for place in wanted:
            kinds = _FITS[place][:1] if exact else _FITS[place]
            if place not in filled and (slot := next((s for s in free if s.kind in kinds), None)):
                filled[place] = slot
                free.remove(slot)
    return filled
