"""Names and phrases by their shape alone: public bodies, technologies, classes of customers, acronyms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from loaders.article import bodies, gazetteer, lexicon
from loaders.article.parse import is_known_word

_WORD = r"(?:[A-Z]\.(?:[A-Z]\.)+|[A-Z][\w&-]*)"
_WORDS = rf"{_WORD}(?: {_WORD}){{0,4}}"


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A stretch of a paragraph that looks like one thing, and the name under which it goes."""

    start: int
    end: int
    type: str
    name: str
    sure: bool = True
    """False where companies and charities may be named like this too."""
    bare: bool = False
    """True where it is only a head, "the Police Department", which refers to a body named elsewhere."""


@cache
def _topics() -> str:
    return "(?:" + "|".join(sorted({t.capitalize() for t in lexicon.words("agency_topics")}, key=lambda t: (-len(t), t))) + ")"


@cache
def _headed() -> re.Pattern[str]:
    heads = rf"{lexicon.alternation('agency_heads', 'strong')}|{lexicon.alternation('agency_heads', 'weak')}"
    joined = rf"(?:(?<=[Tt]he )(?:{_WORD} ){{1,2}}(?:and|&) (?!the ))?"
    before = rf"(?P<before>{joined}(?:{_WORD} ){{0,6}}(?:{_topics()}(?:, {_topics()})* (?:and|&) )?(?:{_WORD} ){{0,4}})"
    after = rf"(?: (?:of|for) (?:the )?{_WORDS}(?:(?:, {_topics()})*,? and {_topics()}(?: {_topics()})*)?)?(?: of (?:the )?{_WORDS})?"
    roles = "Manager|Attorney|Clerk|Administrator|Executive|Commissioner|Judge|Supervisor|Treasurer|Auditor"
    return re.compile(
        rf"(?<![\w’'.-])(?P<owner>{_WORD}(?: {_WORD})?[’']s )?{before}(?P<head>{heads})(?P<after>{after})(?![\w-]|[’']s? (?:Office|Department)| (?:{roles})\b)"
    )


@cache
def _started() -> re.Pattern[str]:
    starts = lexicon.alternation("agency_starts")
    of = rf"(?:of|for) (?:the )?(?:{_topics()}(?:, {_topics()})* and {_topics()}(?: {_topics()})*|{_WORDS}(?: and {_topics()}(?: {_topics()})*)?)"
    foreign = rf"(?:{lexicon.alternation('agency_starts_foreign')}) (?:(?:de la|de|del|des|der|für|di) )?{_WORDS}"
    place = rf"(?: of (?:the )?{_WORDS}){{0,2}}"
    return re.compile(rf"(?<![\w’'.-])(?:(?:{_WORD} ){{0,4}}?(?:{starts}) {of}{place}|{foreign})(?![\w-])")


_LOCAL = re.compile(
    r"(?<![\w-])(?!(?:The|A|An|In|On|At|By|If|But|And|For|When|While|Some|Many|Most|Several|No|Even|Since|After|Before|As) )"
    rf"(?P<place>{_WORDS}) (?:police(?P<long> department| force)?|(?P<sheriff>sheriff(?:[’']s (?:office|department))?))"
    r"(?! (?:chief|commissioner|departments))(?![\w-])"
    rf"|(?<![\w-])(?:[Tt]he )?[Pp]olice(?: department| force| officers)? in (?P<city>{_WORDS})"
    rf"|(?<![\w-])(?:[Tt]he )?sheriff[’']s (?:office|department) (?:of|in) (?P<county>{_WORDS})"
    rf"|(?<![\w-])(?P<council>city|town|county|borough|village|district) council of (?P<governed>{_WORDS})"
    rf"|(?<![\w-])(?:city|town|state|county) of (?P<body>{_WORDS})"
)  # fmt: skip
_NATIONS = frozenset("American British Indian German French Israeli Russian Chinese Canadian Australian European Dutch Italian Spanish".split())


_COMMITTEE = re.compile(rf"(?<![\w-])(?P<name>(?:House|Senate|Joint|Select)(?: {_WORD}| and|,(?= [A-Z]))+) (?:[Cc]ommittees?|[Ss]ubcommittees?)")


def committees(text: str) -> Iterator[Shape]:
    """Committees of a parliament, several at once too: "the House Oversight and Ways and Means committees"."""
    for found in _COMMITTEE.finditer(text):
        plural = found.group().lower().endswith("s")
        yield Shape(start=found.start(), end=found.end(), type="Organization", name=found["name"] if plural else found.group())


def agencies(text: str) -> Iterator[Shape]:
    """Public bodies by the form of their names, the longest reading of each."""
    found = [*_by_head(text), *_by_start(text), *_by_place(text), *_by_kind(text)]
    last = -1
    for shape in sorted(found, key=lambda s: (s.start, -s.end)):
        if shape.start >= last:
            yield shape
            last = shape.end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the function words that begin a sentence in capitals."""
    while (found := re.compile(r"(\S+) ").match(text, start, end)) and found[1] in lexicon.words("function_words") - {
        "State",
        "Federal",
        "U.S.",
        "US",
        "UK",
        "Secret",
        "Local",
        "Military",
    }:
        start = found.end()
    return start, end


def _by_head(text: str) -> Iterator[Shape]:
    strong, alone, owned, common = (lexicon.words("agency_heads", part) for part in ("strong", "alone", "owned", "common"))
    for found in _headed().finditer(text):
        head = found["head"]
        start = found.start() if found["owner"] and head in owned else found.start("before")
        start, end = _trimmed(text, start, found.end())
        name = text[start:end]
        if name == head and (head in ("Police", "Sheriff", "County", "Patrol", "Guard", "Customs") or (head not in strong and head not in alone)):
            continue
        if name.startswith("Ex-") or _is_generic(name) or _joins_two(name):
            continue
        core = text[start : found.end("head")]
        sure = any(core == h or core.endswith(" " + h) for h in strong)
        yield Shape(
            start=start, end=end, type="Agency", name=name, sure=sure, bare=(name in common or (name in strong and " " not in name)) and name not in alone
        )


def _joins_two(name: str) -> bool:
    """Whether "and" joins two names: "Border Guard and Customs Agency", "Axon and Harlow Police"."""
    first, joined, _ = name.partition(" and ")
    if not joined:
        return False
    last = first.split()[-1]
    return (
        last in lexicon.words("agency_heads", "strong")
        or last.lower() in lexicon.words("company_suffixes", "strong")
        or not all(is_known_word(w) for w in first.split())
    )


_OF_POLICE = frozenset("national state federal metropolitan transit military civil judicial municipal royal".split())
_GENERIC = frozenset("central state federal national local government governments union municipal provincial regional unregulated white black".split())


def _is_generic(name: str) -> bool:
    """Reads "Central Government", "State Police", "Unregulated Police": no one body's name."""
    words = name.split()
    if len(words) == 2 and words[1] == "Police" and is_known_word(words[0]) and words[0].lower() not in lexicon.words("agency_topics") | _OF_POLICE:
        return True
    return len(words) > 1 and words[-1].lower().startswith("government") and all(w.lower() in _GENERIC for w in words)


def _by_start(text: str) -> Iterator[Shape]:
    for found in _started().finditer(text):
        start, end = _trimmed(text, found.start(), found.end())
        yield Shape(start=start, end=end, type="Agency", name=text[start:end])


def _by_place(text: str) -> Iterator[Shape]:
    for found in _LOCAL.finditer(text):
        start, end = _trimmed(text, found.start(), found.end())
        place = text[start : found.end("place")] if found["place"] else found["city"] or found["county"] or found["body"] or found["governed"]
        if not place or (found["place"] and (_is_no_place(place) or start > found.start("place") + len(found["place"]))):
            continue
        if place.split()[0] in lexicon.words("function_words") | _NATIONS:
            continue
        yield Shape(start=start, end=end, type="Agency", name=_local_name(place, found))


def _by_kind(text: str) -> Iterator[Shape]:
    """Bodies in small letters, under the name that they would have in capitals where they belong to a town."""
    for found in bodies.owned(text):
        yield Shape(start=found.start(), end=found.end(), type="Agency", name=found.group())
    for found in bodies.local(text):
        start, end = _trimmed(text, found.start(), found.end())
        place = text[start : found.end("place")]
        if start <= found.start("place") + len(found["place"]) and not _is_no_place(place):
            yield Shape(start=start, end=end, type="Agency", name=f"{place} {found['kind'].title().replace(' Of ', ' of ')}")


def _is_no_place(words: str) -> bool:
    first = words.split()[0] if words else ""
    return not first or first in lexicon.words("function_words") | _NATIONS or (" " not in words and is_known_word(words))


def _local_name(place: str, found: re.Match[str]) -> str:
    if found["body"]:
        return f"{found.group().removeprefix('the ').split(' ')[0].capitalize()} of {place}"
    if found["governed"]:
        return f"{place} {found['council'].capitalize()} Council"
    if found["sheriff"] or found["county"]:
        return f"{place} Sheriff's Office"
    return f"{place} Police Department" if (found["long"] or "").strip() == "department" else f"{place} police"


@cache
def _technologies() -> re.Pattern[str]:
    known = [re.escape(k).replace(r"\ ", "[ -]") for k in gazetteer.known().names("Technology") if len(k) > 3]
    own = [f"(?:{p})s?" for p in lexicon.words("technologies")]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted([*own, *(f'{k}s?' for k in known)], key=lambda p: (-len(p), p)))})(?!\w)", re.IGNORECASE)


def technologies(text: str) -> Iterator[Shape]:
    """Kinds of surveillance technology, under the words used."""
    last = -1
    for found in _longest(_technologies(), text):
        if found.start() >= last:
            yield Shape(start=found.start(), end=found.end(), type="Technology", name=found.group())
            last = found.end()


def _longest(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Matches in order; an alternation takes the first that fits, which need not be the longest, so a match is tried to be prolonged."""
    for found in pattern.finditer(text):
        longer = (m for end in (found.end() + 1, found.end() + 30) if (m := pattern.match(text, found.start(), min(len(text), end))))
        yield max([found, *longer], key=lambda m: m.end())


@cache
def _classes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    before = r"(?:(?:american|u\.s\.|us|local|state|state and local|british|domestic) )?"
    own = dict(lexicon.table("classes").items())
    entries = {k: entry.name for k in gazetteer.known().names("CustomerClass") if (entry := gazetteer.known().find(k, "CustomerClass"))}
    names = {k: name for k, name in entries.items() if name not in own and " " in k}
    known = {k: re.escape(k) for k in names}
    return tuple((names.get(k, k), p) for k, p in _class_patterns({**known, **own}, before))


def _class_patterns(named: dict[str, str], before: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(rf"(?<![\w-]){before}(?:{pattern})(?![\w-])", re.IGNORECASE)) for name, pattern in named.items())


def classes(text: str) -> Iterator[Shape]:
    """Classes of customers; of two that overlap the longer."""
    found = [Shape(start=m.start(), end=m.end(), type="CustomerClass", name=name) for name, pattern in _classes() for m in pattern.finditer(text)]
    last = -1
    for shape in sorted(found, key=lambda s: (s.start, -s.end)):
        if shape.start >= last:
            yield shape
            last = shape.end


_ACRONYM = re.compile(r"\((?:the )?[“\"]?([A-Z][A-Za-z]{0,3}[A-Z&]{1,6})[”\"]?\)")


def acronyms(text: str) -> Iterator[tuple[str, int]]:
    """Acronyms that the text gives in brackets, and where the bracket opens."""
    return ((m[1], m.start()) for m in _ACRONYM.finditer(text))


def stands_for(acronym: str, name: str) -> bool:
    """Whether the capitals of a name can be read as the acronym, in order, beginning with its first."""
    letters = [w[0].upper() for w in re.findall(r"[^\W_]+", name)]
    capitals = [c.upper() for c in acronym if c.isalpha()]
    if not letters or letters[0] != capitals[0]:
        return False
    rest = iter(letters)
    return all(c in rest for c in capitals)
