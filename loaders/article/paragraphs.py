"""A text as paragraphs to parse: markup, datelines and odd characters taken out, each character knows where it came from."""

from __future__ import annotations

import itertools
import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

#: A longer stretch without a sentence end is no sentence of an article; it is not read.
MAX_SENTENCE = 2_000
#: A longer paragraph is parsed in pieces.
MAX_PIECE = 4_000

_LEAD = re.compile(r"[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+•][ \t]+|\d{1,2}[.)][ \t]+)*")
_MARKUP = re.compile(
    r"!\[[^\]\n]*\]\([^)\n]*\)|\]\([^)\n]*\)|\[(?=[^\]\n]{1,300}\]\()|\*{1,3}|`+|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)|(?<=[.,!?])_{1,2}(?!\w)"
)
_RULE = re.compile(r"[ \t]*(?:[-*_=|:+][ \t]*){3,}\Z")
_STOP = re.compile(r"[.!?…:][\"'”’)\]*_]*\s*\Z")
_PLACE = r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}"
_DATELINE = re.compile(
    rf"[ \t]*(?![A-Z]{{2,4}} *[—–-]){_PLACE}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?(?: \([A-Z][\w ]+\))?(?:,? (?:[A-Z][a-z]{{2,8}}\.? \d{{1,2}}|\d{{1,2}} [A-Z][a-z]{{2,8}}\.?)(?:, \d{{4}})?)?"
    r"(?: \([A-Z][\w ]+\))?[ \t]*(?:—|–|--|-)[ \t]+(?=[\"“]?[A-Z])"
)
_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*\s")


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Plain text, and for each of its characters the offset in the document's text."""

    text: str
    offsets: array[int]
    heading: bool = False

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the document of the characters start to end; the span must not be empty."""
        return self.offsets[start], self.offsets[end - 1] + 1


def paragraphs(text: str) -> Iterator[Paragraph]:
    """The paragraphs in order; lines of a wrapped paragraph are joined, headings are marked."""
    for start, end in _blocks(text):
        heading = _is_heading(text, start, end)
        for paragraph in _pieces(_plain(text, start, end, heading)):
            if paragraph.text:
                yield paragraph


def _lines(text: str) -> list[tuple[int, int]]:
    starts = [0, *(m.end() for m in re.finditer(r"\n", text)), len(text) + 1]
    return [(a, b - 1) for a, b in itertools.pairwise(starts)]


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Spans of paragraphs: each line is one, but for lines that a wrapped paragraph was broken into."""
    group: list[tuple[int, int]] = []
    for line in [*_lines(text), (len(text), len(text))]:
        if text[slice(*line)].strip():
            group.append(line)
        elif group:
            yield from _joined(text, group)
            group = []


def _joined(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    if _is_wrapped([text[a:b] for a, b in lines]):
        yield lines[0][0], lines[-1][1]
    else:
        yield from lines


def _is_wrapped(lines: list[str]) -> bool:
    """Lines of like length, most of which stop in mid-sentence: the editor broke them, not the author."""
    body = lines[:-1]
    if not body or not _STOP.search(lines[-1]) or any(_LEAD.match(line).group().strip() or "|" in line for line in lines[1:]):  # type: ignore[union-attr]
        return False
    open_ended = sum(not _STOP.search(line) for line in body)
    return all(40 <= len(line) <= 120 for line in body) and 2 * open_ended > len(body)


def _is_heading(text: str, start: int, end: int) -> bool:
    line = text[start:end].strip()
    if line.startswith("#"):
        return True
    return len(line.split()) <= 14 and "\n" not in line and line[-1] not in ",;" and not _STOP.search(line) and not _LEAD.match(line).group()  # type: ignore[union-attr]


def _plain(text: str, start: int, end: int, heading: bool) -> Paragraph:
    """The paragraph without markup, without invisible characters, with single spaces."""
    chars: list[str] = []
    offsets = array("l")
    for index in _kept(text, start, end):
        char = " " if text[index].isspace() else text[index]
        if char == " " and (not chars or chars[-1] == " "):
            continue
        chars.append(char)
        offsets.append(index)
    if chars and chars[-1] == " ":
        chars.pop()
        offsets.pop()
    return Paragraph(text="".join(chars), offsets=offsets, heading=heading)


def _kept(text: str, start: int, end: int) -> Iterator[int]:
    if _RULE.match(text[start:end]):
        return
    at = _LEAD.match(text, start, end).end()  # type: ignore[union-attr]
    if dateline := _DATELINE.match(text, at, end):
        at = dateline.end()
    for found in _MARKUP.finditer(text, at, end):
        yield from _visible(text, at, found.start())
        at = found.end()
    yield from _visible(text, at, end)


def _visible(text: str, start: int, end: int) -> Iterator[int]:
    return (i for i in range(start, end) if text[i].isspace() or unicodedata.category(text[i]) not in ("Cc", "Cf", "Cs", "Cn"))


def _pieces(paragraph: Paragraph) -> Iterator[Paragraph]:
    """A long paragraph in pieces that end with a sentence; stretches that hold no sentence end are left out."""
    if len(paragraph.text) <= MAX_SENTENCE:
        yield paragraph
        return
    start = last = 0
    for found in [*(m.end() for m in _SENTENCE.finditer(paragraph.text)), len(paragraph.text)]:
        if found - last > MAX_SENTENCE:
            yield _cut(paragraph, start, last)
            start = found
        elif found - start > MAX_PIECE:
            yield _cut(paragraph, start, last)
            start = last
        last = found
    yield _cut(paragraph, start, last)


def _cut(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    return Paragraph(text=paragraph.text[start:end], offsets=paragraph.offsets[start:end], heading=paragraph.heading)
