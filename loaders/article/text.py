"""A file as a Document: front matter apart, the text frozen, or a Refusal that says what to do."""

from __future__ import annotations

import datetime
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from graph import dates
from graph.claims import Document, Refusal

#: No article is longer; a bigger file is a data set or a mistake.
MAX_BYTES = 4_000_000

_KEYS = ("title", "publisher", "url", "licence")
_FENCE = re.compile(r"---[ \t]*\r?\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_KEY_LINE = re.compile(r"[A-Za-z_]\w*[ \t]*:")


@dataclass(frozen=True, kw_only=True)
class _Problem(Exception):
    """Why a file cannot be used, and on which line."""

    message: str
    line: int = 0
    key: str | None = None
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class _Header:
    """The front matter, and the character at which the text begins."""

    values: dict[str, Any] = field(default_factory=dict)
    end: int = 0
    lines: dict[str, int] = field(default_factory=dict)


def read(path: Path, *, published: str | None = None) -> Document | Refusal:
    """The file as a document; `published` overrides what the front matter says."""
    try:
        content = _decoded(path)
        header = _header(content)
        return _document(path, content[header.end :], header, published)
    except _Problem as problem:
        return Refusal(file=str(path), line=problem.line, key=problem.key, message=problem.message, text=problem.text)


def from_text(text: str, *, stem: str = "text", place: str | None = None, **known: Any) -> Document:
    """A document for a text that is already in memory; `known` are further fields of Document.

    It is told from others by its address, else by the `place` of its file, so that a text that was mended is the same document.
    """
    basis = known.get("url") or place or text
    identifier = f"{_slug(stem)}-{hashlib.sha256(basis.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(**{"id": identifier, "text": text, "sha256": digest, "kind": "article", **known})


def _slug(stem: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", stem.casefold()).strip("-")[:60] or "article"


def _decoded(path: Path) -> str:
    raw = _bytes(path)
    if b"\0" in raw[:65_536]:
        raise _Problem(message="holds zero bytes, so it is a binary file or UTF-16; give a text file in UTF-8")
    try:
        content = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _Problem(message=f"byte {error.start + 1} is not UTF-8; save the file as UTF-8", line=line) from None
    if not content.strip():
        raise _Problem(message="is empty; there is nothing to read")
    return content


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _Problem(message=f"is {size:,} bytes long, more than {MAX_BYTES:,}; an article is shorter, so split the file")
        return path.read_bytes()
    except OSError as error:
        raise _Problem(message=f"cannot be read: {error.strerror or error}; check the path") from None


def _header(content: str) -> _Header:
    opening = _FENCE.match(content)
    if not opening or not _KEY_LINE.match(content, opening.end()):
        return _Header()
    closing = _CLOSE.search(content, opening.end())
    if not closing:
        raise _Problem(message="the front matter has no closing line '---'; add one", line=1)
    source = content[opening.end() : closing.start()]
    return _Header(values=_parsed(source), end=closing.end(), lines=_key_lines(source))


def _parsed(source: str) -> dict[str, Any]:
    try:
        values = yaml.safe_load(source)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "it cannot be read"
        raise _Problem(message=f"the front matter is not YAML ({what}); mend it or take it out", line=mark.line + 2 if mark else 1) from None
    if not isinstance(values, dict):
        raise _Problem(message="the front matter must be a list of `key: value` lines", line=2)
    return {str(k): v for k, v in values.items()}


def _key_lines(source: str) -> dict[str, int]:
    return {line.split(":")[0].strip(): number for number, line in enumerate(source.splitlines(), start=2) if _KEY_LINE.match(line)}


def _document(path: Path, text: str, header: _Header, published: str | None) -> Document:
    if not text.strip():
        raise _Problem(message="has front matter and no text; there is nothing to read")
    values = {k: _plain(header, k) for k in _KEYS}
    values["title"] = values["title"] or headline(text)
    date = _date(published, 0) if published else _date(_plain(header, "published"), header.lines.get("published", 0))
    extra = {k: _jsonable(v) for k, v in header.values.items() if k not in (*_KEYS, "published")}
    return from_text(text, stem=path.stem, place=str(path.resolve()), path=str(path), published=date, extra=extra, **{k: v for k, v in values.items() if v})


def _plain(header: _Header, key: str) -> str | None:
    value = header.values.get(key)
    if value is None or value == "":
        return None
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, (str, int, float, datetime.date)):
        return str(value).strip() or None
    raise _Problem(message=f"must be text, not {value!r}", line=header.lines.get(key, 0), key=key)


def _date(value: str | None, line: int) -> str | None:
    if value is None:
        return None
    try:
        dates.parse(value)
    except ValueError as error:
        raise _Problem(message=str(error), line=line, key="published", text=value) from None
    return value


def _jsonable(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(k): _jsonable(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [_jsonable(v) for v in value]
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)


def headline(text: str) -> str | None:
    """The first line where it reads as a headline: short, alone, and with no full stop at its end."""
    first, newline, rest = text.lstrip().partition("\n")
    line = first.strip().lstrip("#").strip().strip("*_").strip()
    return line if newline and rest.strip() and 0 < len(line) <= 160 and not re.search(r"[.;:,]$", line) else None
