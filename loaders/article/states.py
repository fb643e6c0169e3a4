"""The state or country that stands after a town's name, as in "Portland, Oregon", and what it does to the name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from loaders.article import lexicon
from loaders.article.page import Mention
from loaders.article.parse import Block, Doc

_APART = (":", "—", "–", "-", "(", "|")
_MONTH = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December)")


def is_state(words: str) -> bool:
    """Whether these are the words of a state or a country, in full or as it is shortened after a town."""
    return words.lower() in lexicon.words("places") or words in lexicon.phrases("state_short")


def after(doc: Doc, end: int) -> str | None:
    """The state after a comma at token `end`: "Oregon", "New Hampshire", "Mass."."""
    if end + 1 >= len(doc) or doc[end].text != ",":
        return None
    for words in (doc[end + 1 : end + 3].text, doc[end + 1].text, doc[end + 1 : end + 3].text.replace(" ", "")):
        if words[:1].isupper() and is_state(words):
            return str(words)
    return None


def is_qualifier(block: Block, mention: Mention, before: Mention | None) -> bool:
    """Whether a mention is only the state of the town before it."""
    follows = before is not None and before.end == mention.start - 1 and block.doc[before.end].text == ","
    return follows and is_state(mention.surface) and before is not None and before.type in ("Place", "Agency", "Unknown", "Company", "Person")


def labels(block: Block, mention: Mention) -> bool:
    """Whether a place or body labels a row of a list: "Boston, Massachusetts: …", "Boston (June 2020). …", "| Boston | …"."""
    doc = block.doc
    if mention.bare or mention.type not in ("Place", "Agency", "Unknown") or not (mention.start == 0 or (mention.start == 1 and doc[0].text == "|")):
        return False
    state = after(doc, mention.end)
    end = mention.end + (1 + len(state.split()) if state else 0)
    if end >= len(doc):
        return False
    dated = end + 1 if doc[end].text == "," and state is not None and end + 1 < len(doc) else end
    return doc[end].text in _APART or doc[dated].text.isdigit() or bool(_MONTH.fullmatch(doc[dated].text))


def full_names(found: Iterable[Mention], blocks: tuple[Block, ...]) -> dict[tuple[str, str], tuple[str, ...]]:
    """For each place and body the names that it has with its state."""
    names: dict[tuple[str, str], dict[str, None]] = {}
    for mention, state in _with_state(found, blocks):
        if not mention.name.endswith(f", {state}"):
            names.setdefault((mention.type, mention.name), {}).setdefault(f"{mention.name}, {state}")
    return {key: tuple(full) for key, full in names.items()}


def renamed(found: tuple[Mention, ...], blocks: tuple[Block, ...]) -> tuple[Mention, ...]:
    """Towns with namesakes, and those that label the rows of a list with their state, under their full names.

    Where a document knows two of one name, only those become full that stand with their state.
    """
    labelled = {(m.type, m.name) for m in found if labels(blocks[m.block], m)}
    full = {k: names for k, names in full_names(found, blocks).items() if k[1].lower() in lexicon.words("namesakes") or k in labelled}
    beside = {(m.block, m.start): f"{m.name}, {state}" for m, state in _with_state(found, blocks) if (m.type, m.name) in full}
    everywhere = {key: names[0] for key, names in full.items() if len(names) == 1}
    return tuple(replace(m, name=beside.get((m.block, m.start)) or everywhere.get((m.type, m.name), m.name)) for m in found)


def _with_state(found: Iterable[Mention], blocks: tuple[Block, ...]) -> Iterator[tuple[Mention, str]]:
    for mention in found:
        if mention.type in ("Place", "Agency", "Unknown") and not mention.bare and (state := after(blocks[mention.block].doc, mention.end)):
            yield mention, state
