"""Who and what a text names, and where: every mention typed and brought to one name per thing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from graph.names import fingerprint, is_acronym
from loaders.article import lexicon, repair, shapes, votes
from loaders.article.gazetteer import Gazetteer
from loaders.article.names import Chunk, Usage, chunks
from loaders.article.parse import Block, Token

_LEGAL_END = re.compile(
    r",? (?:inc|incorporated|private limited|pvt\.? ltd|llc|l\.l\.c|ltd|limited|corp|corporation|gmbh|ag|plc|nv|n\.v|bv|b\.v|sa|s\.a|sas|srl|spa|ab|oy|co)\.?$",
    re.IGNORECASE,
)
_ORGANIZATION_HEADS = frozenset("Committee Court Tribunal Institute Center Centre Academy Commissioners".split())


@dataclass(frozen=True, kw_only=True)
class Mention:
    """One place where a thing is named: tokens start to end of a block."""

    type: str
    name: str
    block: int
    start: int
    end: int
    surface: str
    bare: bool = False
    """Only a head, "the Police Department": which one must be resolved."""
    lead: float = 3.0
    """How far the type led in the vote; the sure shapes lead by 3."""

    def covers(self, token: Token) -> bool:
        """Whether the token lies inside; the caller knows that it is of the same block."""
        return bool(self.start <= token.i < self.end)


@dataclass(frozen=True, kw_only=True, eq=False)
class Page:
    """A document as the later rooms see it: its blocks and everything that is named in them."""

    blocks: tuple[Block, ...]
    mentions: tuple[Mention, ...]
    aliases: Mapping[tuple[str, str], tuple[str, ...]]
    at: Mapping[tuple[int, int], Mention] = field(default_factory=dict)

    def mention(self, block: int, token: Token) -> Mention | None:
        """The mention that the token is part of."""
        return self.at.get((block, token.i))

    def names(self, type: str) -> frozenset[str]:
        """The canonical names of one type."""
        return frozenset(name for t, name in self.aliases if t == type)


def read(blocks: Iterable[Block], gazetteer: Gazetteer) -> Page:
    """All mentions of a document, typed by a vote of all their places and named alike."""
    blocks = tuple(blocks)
    found = [m for block in blocks for m in _shaped(block, gazetteer)]
    for m in found:
        if m.type in ("Agency", "Organization"):
            repair.possessor(blocks[m.block], m.start, m.end)
    taken = _taken(found)
    usage = Usage.of(blocks)
    loose = [c for block in blocks for c in chunks(block, usage, taken[block.index])]
    named = [*(m for m in found if m.type != "Technology" or not _inside(m, loose)), *_voted(_uncovered(loose, found), gazetteer, towns(found))]
    full = _canonical(named, blocks, gazetteer)
    return Page(blocks=blocks, mentions=full, aliases=_aliases(full), at={(m.block, i): m for m in full for i in range(m.start, m.end)})


# -- by shape -------------------------------------------------------------------------------------


def _shaped(block: Block, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Public bodies first, then technologies and classes in what is left."""
    free = [True] * len(block.doc)
    text = block.paragraph.text
    for shape in (*shapes.committees(text), *shapes.agencies(text), *shapes.technologies(text), *shapes.classes(text)):
        span = block.doc.char_span(shape.start, shape.end, alignment_mode="expand")
        if span is None or not all(free[span.start : span.end]) or (shape.type == "CustomerClass" and _is_quantified(span)):
            continue
        yield Mention(
            type=_shape_type(shape, gazetteer),
            name=shape.name,
            block=block.index,
            start=span.start,
            end=span.end,
            surface=text[shape.start : shape.end],
            bare=shape.bare,
        )
        free[span.start : span.end] = [False] * (span.end - span.start)


def _shape_type(shape: shapes.Shape, gazetteer: Gazetteer) -> str:
    if shape.type == "Agency" and not shape.sure and gazetteer.find(shape.name, "Company"):
        return "Company"
    if shape.type == "Agency" and not shape.sure and set(shape.name.split()) & _ORGANIZATION_HEADS:
        return "Organization"
    return shape.type


_VAGUE = frozenset("some several many most few dozen dozens hundred hundreds two three four five six seven eight nine ten various numerous certain".split())


def _is_quantified(span: Iterable[Token]) -> bool:
    """ "Some police departments" is no class: it is a few bodies that are not named."""
    tokens = list(span)
    before = tokens[0].nbor(-1) if tokens[0].i else None
    return bool(before is not None and tokens[0].text[:1].islower() and (before.lower_ in _VAGUE or before.like_num))


def _taken(found: Iterable[Mention]) -> dict[int, set[int]]:
    taken: dict[int, set[int]] = defaultdict(set)
    for mention in found:
        if mention.type in ("Agency", "Organization") or (mention.type == "CustomerClass" and mention.surface[:1].islower()):
            taken[mention.block].update(range(mention.start, mention.end))
    return taken


def _inside(mention: Mention, loose: Iterable[Chunk]) -> bool:
    """Whether a technology's words are part of a longer capitalised name: "Automated Facial Recognition System"."""
    return any(
        c.block.index == mention.block and c.start <= mention.start and mention.end <= c.end and c.end - c.start > max(2, mention.end - mention.start)
        and all(t.text[0].isupper() for t in c.tokens)
        for c in loose
    )  # fmt: skip


def _uncovered(loose: Iterable[Chunk], found: Iterable[Mention]) -> list[Chunk]:
    """Chunks that are more than the capitalised beginning of a technology or a class."""
    spans = defaultdict(list)
    for m in found:
        spans[m.block].append(m)
    return [c for c in loose if not any(m.start < c.end and c.start < m.end and not _inside(m, (c,)) for m in spans[c.block.index])]


# -- by vote --------------------------------------------------------------------------------------


_OF_TOWN = re.compile(
    r"^(?:City|Town|County|State) of (?P<of>.+)$|^(?P<has>.+?) (?:[Pp]olice|Police Department|City Council|Town Council|County Council|Police Service|Constabulary)$"
)


def towns(found: Iterable[Mention]) -> frozenset[str]:
    """Places that have a police force or a council in this document."""
    names = (m.group("of") or m.group("has") for f in found if f.type == "Agency" and (m := _OF_TOWN.match(f.name)))
    return frozenset(fingerprint(name) for name in names)


def _voted(loose: list[Chunk], gazetteer: Gazetteer, places: frozenset[str] = frozenset()) -> Iterator[Mention]:
    groups: dict[str, list[Chunk]] = defaultdict(list)
    for chunk in loose:
        groups[fingerprint(chunk.text)].append(chunk)
    for key, verdict in _verdicts(groups, gazetteer).items():
        if key in places:
            verdict = votes.Verdict(type="Place", score=3.0, lead=3.0, reasons=("it has a police force or a council",))
        for chunk in groups[key]:
            if verdict.type != "Other" or not verdict.reasons:
                yield Mention(
                    type=verdict.type if verdict.reasons else "Unknown", name=chunk.text, block=chunk.block.index, start=chunk.start, end=chunk.end, surface=chunk.text, lead=verdict.lead
                )  # fmt: skip


def _verdicts(groups: Mapping[str, list[Chunk]], gazetteer: Gazetteer) -> dict[str, votes.Verdict]:
    """One verdict a name; a short form votes together with the long form that stands before it."""
    long_form = {key: _long_form(key, groups) for key in groups}
    together: dict[str, list[Chunk]] = defaultdict(list)
    for key, members in groups.items():
        together[long_form[key] or key].extend(members)
    decided = {key: votes.decide(members, gazetteer) for key, members in together.items()}
    return _coordinated(groups, {key: decided[long_form[key] or key] for key in groups if key})


def _coordinated(groups: Mapping[str, list[Chunk]], decided: dict[str, votes.Verdict]) -> dict[str, votes.Verdict]:
    """A name of no known type takes that of the names with which it is coordinated: "neither Lumitek nor Shieldcam"."""
    at = {(c.block.index, t.i): key for key, members in groups.items() for c in members for t in c.tokens}
    taken = dict(decided)
    for key, members in groups.items():
        if decided.get(key) is None or decided[key].reasons:
            continue
        beside = {at.get((c.block.index, t.i)) for c in members for t in c.head.conjuncts}
        types = {decided[k].type for k in beside if k and decided[k].reasons}
        if len(types) == 1:
            taken[key] = votes.Verdict(type=types.pop(), score=1.0, lead=0.8, reasons=("it is coordinated with such a name",))
    return taken


def _place(chunk: Chunk) -> tuple[int, int]:
    return chunk.block.index, chunk.start


def _long_form(key: str, groups: Mapping[str, list[Chunk]]) -> str | None:
    """The longer name of which this is the first word or the surname, where that is plain."""
    words = key.split()
    longer = [k for k in groups if len(k.split()) > len(words) and (k.split()[: len(words)] == words or k.split()[-len(words) :] == words)]
    before = [k for k in longer if min(map(_place, groups[k])) < min(map(_place, groups[key])) and _may_shorten(k, words)]
    return before[0] if len(before) == 1 else None


def _may_shorten(long: str, words: list[str]) -> bool:
    rest = long.split()[len(words) :] if long.split()[: len(words)] == words else []
    suffixes = lexicon.words("company_suffixes", "strong") | lexicon.words("company_suffixes", "weak")
    return not set(rest) & ((lexicon.words("thing_heads") - suffixes) | {"web", "cloud"})


def technology_name(words: str) -> str:
    """A technology without the noun that only says it is one: facial recognition, not facial recognition technology."""
    parts = words.split()
    while len(parts) > 1 and parts[-1].lower() in lexicon.words("stripped_heads"):
        parts.pop()
    name = " ".join(parts)
    return name if any(re.search(r"[a-z][A-Z]|[A-Z]{2}", p) for p in parts) else name.lower()


def _family(words: str, gazetteer: Gazetteer) -> str:
    """What kind of technology the words mean, so that synonyms meet: by the gazetteer, else by the pattern that they fit."""
    entry = gazetteer.find(words, "Technology") or gazetteer.find(technology_name(words), "Technology")
    return entry.name if entry else lexicon.family("technologies", technology_name(words))


def _technologies(found: list[Mention], gazetteer: Gazetteer) -> dict[str, str]:
    """One name for each kind of technology in a document: of its names there the one most used, the first at a tie."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for m in found:
        if m.type == "Technology":
            kinds[_family(m.surface, gazetteer)][technology_name(m.surface)] += 1
    best = {kind: names.most_common(1)[0][0] for kind, names in kinds.items()}
    return {m.surface: best[_family(m.surface, gazetteer)] for m in found if m.type == "Technology"}


# -- one name per thing ---------------------------------------------------------------------------


def _canonical(found: list[Mention], blocks: tuple[Block, ...], gazetteer: Gazetteer) -> tuple[Mention, ...]:
    found = sorted(found, key=lambda m: (m.block, m.start))
    acronyms = _acronyms(found, blocks)
    renamed = [replace(m, name=acronyms[m.surface][1], type=acronyms[m.surface][0], lead=3.0) if m.surface in acronyms else m for m in found]
    shorter = {m.surface: long for m in renamed if m.type in ("Person", "Company", "Organization") and (long := _first_longer(m, renamed))}
    longer = [replace(m, name=shorter.get(m.surface, m.name)) for m in renamed]
    local = _local_names(longer)
    kinds = _technologies(longer, gazetteer)
    longer = [replace(m, name=kinds[m.surface]) if m.type == "Technology" else m for m in longer]
    return tuple(replace(m, name=_known_name(replace(m, name=local.get((m.type, m.name), m.name)), gazetteer)) for m in longer)


def _acronyms(found: list[Mention], blocks: tuple[Block, ...]) -> dict[str, tuple[str, str]]:
    """Acronyms in brackets after the name that they stand for."""
    meaning: dict[str, tuple[str, str]] = {}
    for block in blocks:
        for acronym, opens in shapes.acronyms(block.paragraph.text):
            for m in found:
                if m.block != block.index:
                    continue
                end = block.doc[m.end - 1]
                if 0 <= opens - (end.idx + len(end)) <= 2 and m.surface != acronym and shapes.stands_for(acronym, m.name):
                    meaning.setdefault(acronym, (m.type, m.name))
    return meaning


def _first_longer(mention: Mention, found: list[Mention]) -> str | None:
    """The full name of a person or company that this is the surname or the first word of."""
    words = fingerprint(mention.name, mention.type).split()
    for other in found:
        long = fingerprint(other.name, other.type).split()
        if other.type != mention.type or len(long) <= len(words):
            continue
        if mention.type == "Person" and long[-len(words) :] == words:
            return other.name
        if (
            mention.type != "Person"
            and long[: len(words)] == words
            and (other.block, other.start) < (mention.block, mention.start)
            and _may_shorten(" ".join(long), words)
        ):
            return other.name
    return None


def _local_names(found: list[Mention]) -> dict[tuple[str, str], str]:
    """ "Dunmere police" under the fuller name that the document has for it."""
    agencies = {m.name for m in found if m.type == "Agency"}
    names: dict[tuple[str, str], str] = {}
    for name in agencies:
        if name.endswith((" police", " Police")):
            fuller = [n for n in sorted(agencies) if n != name and (n.startswith(name[:-6] + "Police") or n == name[:-7] + " Constabulary")]
            names["Agency", name] = fuller[0] if fuller else name
    return names


def _known_name(mention: Mention, gazetteer: Gazetteer) -> str:
    """The canonical name: as the text spells it in full; the gazetteer's where the text only has an acronym or a short form."""
    entry = gazetteer.find(mention.name, mention.type)
    if mention.type == "Agency":
        fuller = entry is not None and (is_acronym(mention.name) or entry.name.startswith(mention.name + " "))
        return _without_country(entry.name if entry is not None and fuller else mention.name)
    if mention.type == "Company":
        own = _without_legal_form(mention.name)
        return entry.name if entry and (is_acronym(own) or entry.name.startswith(own + " ")) and not entry.name.isupper() else own
    return mention.name


def _without_country(name: str) -> str:
    """ "U.S. Customs and Border Protection" goes by its own name; "U.S. Army" would not be one without the country."""
    short = re.sub(r"^(?:U\.S\.|US|United States) ", "", name)
    return short if short.count(" ") else name


def _without_legal_form(name: str) -> str:
    """ "Hearken Systems Inc." is Hearken Systems; "Sun Corporation" stays whole."""
    short = _LEGAL_END.sub("", name).strip(" ,")
    spelled_out = name.lower().endswith(("corporation", "company", " limited", "incorporated"))
    return short if short and (" " in short or not spelled_out) else name


def _aliases(found: Iterable[Mention]) -> dict[tuple[str, str], tuple[str, ...]]:
    aliases: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for m in found:
        if not m.bare:
            aliases[m.type, m.name].setdefault(m.surface)
    return {key: tuple(s for s in surfaces if s != key[1]) for key, surfaces in aliases.items()}
