"""One name per thing: acronyms, short forms, local police and technologies brought to one name in a document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from graph.names import fingerprint, is_acronym
from loaders.article import lexicon, shapes, states
from loaders.article.gazetteer import Gazetteer
from loaders.article.page import Mention
from loaders.article.parse import Block

_LEGAL_END = re.compile(
    r",? (?:inc|incorporated|private limited|pvt\.? ltd|llc|l\.l\.c|ltd|limited|corp|corporation|gmbh|ag|plc|nv|n\.v|bv|b\.v|sa|s\.a|sas|srl|spa|ab|oy|co)\.?$",
    re.IGNORECASE,
)


def canonical(found: list[Mention], blocks: tuple[Block, ...], gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """The mentions in the order of the text, each under the one name of its thing."""
    found = sorted(found, key=lambda m: (m.block, m.start))
    acronyms = _acronyms(found, blocks)
    renamed = [replace(m, name=acronyms[m.surface][1], type=acronyms[m.surface][0], lead=3.0) if m.surface in acronyms else m for m in found]
    shorter = {m.surface: long for m in renamed if m.type in ("Person", "Company", "Organization") and (long := _first_longer(m, renamed))}
    longer = [replace(m, name=shorter.get(m.surface, m.name)) for m in renamed]
    local = _local_names(longer)
    kinds = _technologies(longer, gazetteer)
    longer = [replace(m, name=kinds[m.surface]) if m.type == "Technology" else m for m in longer]
    named = tuple(replace(m, name=_known_name(replace(m, name=local.get((m.type, m.name), m.name)), gazetteer)) for m in longer)
    return states.renamed(named, blocks)


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
            and may_shorten(" ".join(long), words)
        ):
            return other.name
    return None


def _local_names(found: list[Mention]) -> dict[tuple[str, str], str]:
    """Reads "Dunmere police" under the fuller name that the document has for it."""
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
    """Reads "U.S. Customs and Border Protection" goes by its own name; "U.S. Army" would not be one without the country."""
    short = re.sub(r"^(?:U\.S\.|US|United States) ", "", name)
    return short if short.count(" ") else name


def _without_legal_form(name: str) -> str:
    """Reads "Hearken Systems Inc." is Hearken Systems; "Sun Corporation" stays whole."""
    short = _LEGAL_END.sub("", name).strip(" ,")
    spelled_out = name.lower().endswith(("corporation", "company", " limited", "incorporated"))
    return short if short and (" " in short or not spelled_out) else name


def aliases(found: Iterable[Mention], blocks: tuple[Block, ...]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The other names that the text has for each thing."""
    found = tuple(found)
    others: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for m in found:
        if not m.bare:
            others[m.type, m.name].setdefault(m.surface)
    for key, full in states.full_names(found, blocks).items():
        others[key].update(dict.fromkeys(full))
    return {key: tuple(s for s in surfaces if s != key[1]) for key, surfaces in others.items()}


def may_shorten(long: str, words: list[str]) -> bool:
    """Whether a company may go by the first words of its name: "Castellan" for Castellan AI, but not "Microsoft" for Microsoft Azure."""
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
