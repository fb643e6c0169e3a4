"""Who and what a text names, and where: every mention typed and brought to one name per thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from graph.names import fingerprint
from loaders.article import lexicon, naming, repair, shapes, votes
from loaders.article.gazetteer import Gazetteer
from loaders.article.names import Chunk, Usage, chunks
from loaders.article.page import Mention, Page
from loaders.article.parse import Block, Token, is_known_word, is_word

_ORGANIZATION_HEADS = frozenset("Committee Court Tribunal Institute Center Centre Academy Commissioners".split())


def read(blocks: Iterable[Block], gazetteer: Gazetteer) -> Page:
    """All mentions of a document, typed by a vote of all their places and named alike."""
    blocks = tuple(blocks)
    found = [m for block in blocks for m in _shaped(block, gazetteer)]
    for block in blocks:
        repair.verb(block)
    for m in found:
        if m.type in ("Agency", "Organization"):
            repair.possessor(blocks[m.block], m.start, m.end)
    taken = _taken(found)
    usage = Usage.of(blocks)
    loose = [c for block in blocks for c in chunks(block, usage, taken[block.index])]
    named = [*(m for m in found if m.type != "Technology" or not _inside(m, loose)), *_voted(_uncovered(loose, found), gazetteer, towns(found))]
    full = naming.canonical(named, blocks, gazetteer)
    for m in full:
        repair.subject(blocks[m.block], m.start, m.end)
    return Page(blocks=blocks, mentions=full, aliases=naming.aliases(full, blocks), at={(m.block, i): m for m in full for i in range(m.start, m.end)})


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
    """Reads "Some police departments" is no class: it is a few bodies that are not named."""
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
        c.block.index == mention.block and c.start <= mention.start and mention.end <= c.end and c.end - c.start > mention.end - mention.start
        and (c.end - c.start > 2 or not is_word(c.tokens[0])) and all(t.text[0].isupper() for t in c.tokens)
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
    r"^(?:City|Town|County|State) of (?P<of>.+)$"
    r"|^(?P<has>.+?) (?:[Pp]olice|Police Department|City Council|Town Council|County Council|Police Service|Constabulary)$"
)


def towns(found: Iterable[Mention]) -> frozenset[str]:
    """Places that have a police force or a council in this document."""
    agencies = [f.name for f in found if f.type == "Agency"]
    names = [m.group("of") or m.group("has") for name in agencies if (m := _OF_TOWN.match(name))]
    places = (name.rpartition(" of ")[2] for name in agencies if " of " in name)
    names += [place for place in places if not all(is_known_word(w) for w in place.split())]
    return frozenset(fingerprint(name) for name in names)


def _voted(loose: list[Chunk], gazetteer: Gazetteer, places: frozenset[str] = frozenset()) -> Iterator[Mention]:
    groups: dict[str, list[Chunk]] = defaultdict(list)
    for chunk in loose:
        if chunk.text.lower() in lexicon.words("agency_anaphors") | lexicon.words("seats"):
            continue
        groups[fingerprint(chunk.text)].append(chunk)
    for key, verdict in _verdicts(groups, gazetteer).items():
        if key in places:
            verdict = votes.Verdict(type="Place", score=3.0, lead=3.0, reasons=("it has a police force or a council",))
        for chunk in groups[key]:
            if verdict.type != "Other" or not verdict.reasons:
                type = verdict.type if verdict.reasons else "Unknown"
                yield Mention(
                    type=type, name=chunk.text, block=chunk.block.index, start=chunk.start, end=chunk.end, surface=chunk.text, lead=verdict.lead
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
    before = [k for k in longer if min(map(_place, groups[k])) < min(map(_place, groups[key])) and naming.may_shorten(k, words)]
    return before[0] if len(before) == 1 else None
