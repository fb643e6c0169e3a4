"""Candidate names: runs of capitalised words, cut where a title or a role stands between two names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from loaders.article import lexicon, states
from loaders.article.parse import Block, Token, is_word

_NEVER = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december "
    "jan jan. feb feb. mar mar. apr apr. jun jun. jul jul. aug aug. sep sep. sept sept. oct oct. nov nov. dec dec. "
    "aed aud cad chf cny czk dkk eur gbp hkd huf idr ils inr jpy kes krw mxn myr ngn nok nzd php pln qar ron rub sar sek sgd thb uah usd zar a$ c$ nz$ "
    "am pm gmt est edt cet utc god i the a an q hi hello dear re whereas resolved reply item".split()
)
_CLOSED = frozenset("DET PRON ADP CCONJ SCONJ AUX PART INTJ PUNCT SYM SPACE ADV".split())
_CAMEL = re.compile(r"[A-Z]+[a-z]+[A-Z]|[a-z][A-Z]")


@dataclass(frozen=True, kw_only=True)
class Chunk:
    """A run of capitalised tokens in one paragraph that may be a name."""

    block: Block
    start: int
    end: int

    @property
    def text(self) -> str:
        """The name as written."""
        return str(self.block.doc[self.start : self.end].text)

    @property
    def head(self) -> Token:
        """The token by which the run hangs in the sentence."""
        return self.block.doc[self.start : self.end].root

    @property
    def tokens(self) -> list[Token]:
        """Its tokens."""
        return list(self.block.doc[self.start : self.end])


@dataclass(frozen=True, kw_only=True)
class Usage:
    """How often words stand in the document in small letters, and capitalised inside a sentence."""

    lower: Counter[str]
    inside: Counter[str]

    @staticmethod
    def of(blocks: Iterable[Block]) -> Usage:
        """Counted over the whole document, headings apart."""
        lower: Counter[str] = Counter()
        inside: Counter[str] = Counter()
        for block in blocks:
            for token in () if block.paragraph.heading else block.doc:
                if token.text[:1].islower():
                    lower[token.text] += 1
                elif token.text[:1].isupper() and not _opens(token):
                    inside[token.text] += 1
        return Usage(lower=lower, inside=inside)


def _opens(token: Token) -> bool:
    """Whether the token begins a sentence or a quotation, where everything is capitalised."""
    return bool(token.is_sent_start) or token.i == 0 or token.nbor(-1).text in ("“", '"', "‘", ":", "—", "(")


def is_title_case(block: Block) -> bool:
    """A heading in which nearly every word is capitalised, so that capitals tell nothing."""
    words = [t.text for t in block.doc if t.is_alpha and len(t.text) > 3]
    return block.paragraph.heading and len(words) > 2 and not any(t.like_num for t in block.doc) and sum(w[0].isupper() for w in words) >= 0.7 * len(words)


def chunks(block: Block, usage: Usage, taken: set[int]) -> Iterator[Chunk]:
    """The candidate names of a paragraph outside the tokens that are taken."""
    if is_title_case(block):
        return
    run: list[int] = []
    for token in block.doc:
        if token.i not in taken and (_may_name(token, usage) or (run and _joins(token, taken))):
            run.append(token.i)
            continue
        yield from _split(block, run)
        run = []
    yield from _split(block, run)


def _may_name(token: Token, usage: Usage) -> bool:
    text = token.text
    nationality = token.ent_type_ == "NORP" and (token.pos_ == "ADJ" or token.tag_ == "NNPS") and is_word(token)
    if not (text[:1].isupper() and text[:1].isalpha()) or text.lower() in _NEVER or nationality or re.match(r"[DRI]-[A-Z]", text):
        return False
    if not _opens(token):
        return bool(token.pos_ not in ("DET", "PRON"))
    return (
        usage.inside[text] > 0
        or states.after(token.doc, token.i + 1) is not None
        or bool(_CAMEL.search(text))
        or (token.pos_ not in _CLOSED and _opening_name(token, usage))
    )


def _opening_name(token: Token, usage: Usage) -> bool:
    """Whether the first word of a sentence is a name: it is nowhere written small, and is tagged or continued as one."""
    if usage.lower[token.text.lower()] and not (token.i + 1 < len(token.doc) and token.nbor().text[:1].isupper()):
        return False
    after = token.nbor() if token.i + 1 < len(token.doc) else token
    if is_word(token) and re.search(r"[a-z]{2}(?:ing|ed)$", token.text) and usage.inside[token.text] == 0:
        return False
    return bool(
        token.pos_ == "PROPN"
        or not is_word(token)
        or (token.pos_ in ("NOUN", "ADJ", "VERB", "X") and after.text[:1].isupper() and after.i != token.i and after.pos_ == "PROPN")
    )


def _joins(token: Token, taken: set[int]) -> bool:
    """Whether a small token stands inside a name: a hyphen, an ampersand, a number after it, a comma before "Inc."."""
    if token.i + 1 >= len(token.doc):
        return bool(token.text.isdigit() and len(token.text) < 4)
    after, before = token.nbor(), token.nbor(-1)
    if token.lower_ == "of" and re.fullmatch(r"[A-Z]{3,6}", before.text) and not is_role(before):
        return bool(after.text[:1].isupper() and after.i not in taken)
    if token.text in ("-", "–") and not before.whitespace_ and not token.whitespace_:
        return bool(after.text[:1].isupper() and after.i not in taken)
    if token.text == "&":
        return bool(after.text[:1].isupper())
    if token.text == ",":
        return after.text.lower().rstrip(".") in ("inc", "llc", "ltd", "corp", "plc") and after.text[:1].isupper()
    return bool(
        re.fullmatch(r"\d{1,3}|[A-Z]?\d{1,4}[A-Z]?", token.text)
        and before.pos_ == "PROPN"
        and token.head.i in (before.i, before.head.i)
        and token.dep_ != "nsubj"
        and after.text not in ("percent", "%")
    )


def _split(block: Block, run: list[int]) -> Iterator[Chunk]:
    """The parts of a run between words that say a role: "Oculon CEO Ann Smith" holds two names."""
    part: list[int] = []
    for index in run:
        if is_role(block.doc[index]):
            yield from _trimmed(block, part)
            part = []
        else:
            part.append(index)
    yield from _trimmed(block, part)


def _trimmed(block: Block, part: list[int]) -> Iterator[Chunk]:
    """A name begins and ends with a word, not with a hyphen or an ampersand."""
    words = [i for i in part if block.doc[i].text[0].isalnum()]
    if words:
        yield Chunk(block=block, start=words[0], end=words[-1] + 1)


def is_role(token: Token) -> bool:
    """Whether it is a word for an office or a trade, or a form of address."""
    word = token.text.lower().rstrip(".")
    return word in lexicon.words("titles") or word in lexicon.words("honorifics") or (word in lexicon.words("person_nouns") and not token.text.isupper())
