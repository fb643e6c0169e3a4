"""Saved Cypher files: the header that says what they answer, and the rules that keep them portable.

    // title:    Who sells to an agency
    // question: who sells to {agency}
    // about:    one row per sale …
    // param:    agency Agency -  the buying agency
    // names:    vendor
    // returns:  vendor, product, …
    MATCH …

`names` says which column the answer consists of, with a condition where not every row counts (`vendor where
part = serves`), or `evidence` for the documents of its evidence; `value` the column that is the answer where it is one value (`verdict`), or `happened` (yes,
denied, disputed or unknown); `says` puts the answer in words, with {names} and the parameters.

A parameter is `name type default  description`; `-` as default means that a value must be given. Types are
string, date, integer, number, boolean, or node labels (`Agency`, `Company|Product`): then a name is given
and its id reaches the query.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from graph import schema

_T = TypeVar("_T")
SIMPLE_TYPES = ("string", "date", "integer", "number", "boolean")
REQUIRED = "-"
_HEADER = re.compile(r"//\s*(title|question|about|param|names|value|says|returns):\s*(.*)")
_NAME = re.compile(r"[a-z][a-z0-9_]*")


class BadQuery(ValueError):
    """A saved query that breaks a rule; the message names file and rule."""


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A parameter of a saved query."""

    name: str
    type: str
    default: str | None
    doc: str

    @property
    def labels(self) -> tuple[str, ...]:
        """The node labels that its name may belong to; empty for a plain value."""
        return () if self.type in SIMPLE_TYPES else tuple(self.type.split("|"))

    @property
    def required(self) -> bool:
        """Whether a value must be given."""
        return self.default is None

    @property
    def values(self) -> tuple[str, ...]:
        """The values that it may have, where the model lists them for a property of that name; empty where any will do."""
        own = (p for n in schema.NODE_TYPES for p in n.properties)
        return next((p.values for p in (*own, *schema.FACT_PROPERTIES) if p.name == self.name and p.values), ())

    def value(self, text: str) -> str | date | int | float | bool | None:
        """The value of its text. Raises ValueError saying what was expected."""
        if text == "":
            return None
        if self.type == "date":
            return date.today() if text == "today" else _parsed(date.fromisoformat, text, "a date, YYYY-MM-DD, or today")
        if self.type == "boolean":
            return _parsed({"true": True, "yes": True, "false": False, "no": False}.__getitem__, text.lower(), "true or false")
        if self.type in ("integer", "number"):
            return _parsed(int if self.type == "integer" else float, text, f"a{'n' if self.type == 'integer' else ''} {self.type}")
        if self.values and text not in self.values:
            raise ValueError(f"{text!r} is not one of {', '.join(self.values)}")
        return text


def _parsed(parse: Callable[[str], _T], text: str, expected: str) -> _T:
    try:
        return parse(text)
    except (ValueError, KeyError):
        raise ValueError(f"{text!r} is not {expected}") from None


@dataclass(frozen=True, kw_only=True)
class Query:
    """A saved question: its header and its Cypher."""

    name: str
    path: Path
    title: str
    questions: tuple[str, ...]
    about: str
    parameters: tuple[Parameter, ...]
    names: str | None
    """The column that the answer consists of."""
    counts: tuple[str, str] | None
    """Column and value of the rows that count, where not every row does."""
    value: str | None
    says: str | None
    """The answer in words, with {names} and {parameters}."""
    columns: tuple[str, ...]
    cypher: str

    @property
    def question(self) -> str:
        """The first of the questions that it answers."""
        return self.questions[0]


# -- reading --------------------------------------------------------------------------------------


def read(path: Path) -> Query:
    """One saved query. Raises BadQuery where its header is not whole or a rule is broken."""
    header: dict[str, list[str]] = {}
    body: list[str] = []
    last: str | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if body or not line.startswith("//"):
            body.append(line)
        elif found := _HEADER.match(line):
            last = found[1]
            header.setdefault(last, []).append(found[2].strip())
        elif last:
            header[last][-1] += " " + line.removeprefix("//").strip()
    query = _query(path, header, "\n".join(body).strip())
    if problems := list(lint(query)):
        raise BadQuery(f"{path}: " + "; ".join(problems))
    return query


def _query(path: Path, header: dict[str, list[str]], cypher: str) -> Query:
    missing = [k for k in ("title", "question", "about", "returns") if not header.get(k)]
    if missing:
        raise BadQuery(f"{path}: the header lacks {', '.join(missing)}")
    names, counts = _counted(header.get("names", [""])[0])
    return Query(
        name=path.stem, path=path, title=header["title"][0], questions=tuple(header["question"]), about=header["about"][0],
        names=names, counts=counts, value=header.get("value", [None])[0], says=header.get("says", [None])[0],
        parameters=tuple(_parameter(path, p) for p in header.get("param", [])),
        columns=tuple(c.strip() for c in header["returns"][0].split(",")), cypher=cypher,
    )  # fmt: skip


def _counted(line: str) -> tuple[str | None, tuple[str, str] | None]:
    names, _, condition = line.partition(" where ")
    column, equals, wanted = condition.partition(" = ")
    return names or None, (column.strip(), wanted.strip()) if equals else None


def _parameter(path: Path, line: str) -> Parameter:
    front, _, doc = line.partition("  ")
    words = shlex.split(front)
    if len(words) != 3 or not _NAME.fullmatch(words[0]):
        raise BadQuery(f"{path}: a parameter is `name type default  description` (two spaces before the description), not {line!r}")
    name, type, default = words
    if type not in SIMPLE_TYPES and not all(t in schema.NAMED for t in type.split("|")):
        raise BadQuery(f"{path}: the type of {name} is {', '.join(SIMPLE_TYPES)} or node labels, not {type!r}")
    return Parameter(name=name, type=type, default=None if default == REQUIRED else default, doc=doc.strip())


def read_all(folders: Iterable[Path]) -> tuple[dict[str, Query], list[str]]:
    """All saved queries by name, later folders before earlier ones, and what was wrong with those left out."""
    found: dict[str, Query] = {}
    problems: list[str] = []
    for folder in folders:
        for path in sorted(folder.glob("*.cypher")):
            try:
                found[path.stem] = read(path)
            except (BadQuery, UnicodeDecodeError) as error:
                problems.append(str(error))
    return found, problems


# -- rules ----------------------------------------------------------------------------------------

_WRITES = re.compile(r"\b(CREATE|MERGE|SET|DELETE|DETACH|REMOVE|DROP|FOREACH|CALL|LOAD\s+CSV|USE|ALTER|GRANT)\b", re.I)
_STRINGS = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")
_COMMENTS = re.compile(r"//[^\n]*|/\*.*?\*/", re.S)
_INLINE = re.compile(r"[\w)\]`]?\s*\{([^{}]*)\}")
_LABEL = re.compile(r"[(\[]\s*\w*\s*:\s*([\w|:]+)")
_LITERAL = re.compile(r"\$\w+|-?\d+(\.\d+)?|''|true|false|null", re.I)
_RETURN = re.compile(r"\bRETURN\b(.*?)(?:\bORDER\s+BY\b|\bLIMIT\b|\bSKIP\b|$)", re.I | re.S)


def bare(cypher: str) -> str:
    """The query without comments, and with empty strings."""
    return _COMMENTS.sub(" ", _STRINGS.sub("''", cypher))


def lint(query: Query) -> Iterator[str]:
    """What keeps a query from being portable, safe and whole."""
    text = bare(query.cypher)
    if found := _WRITES.search(text):
        yield f"{found[0].upper()} is not allowed: a saved query only reads, and calls no procedure"
    yield from _unused(query, text)
    yield from _unknown_labels(text)
    yield from _computed_maps(text)
    if not re.search(r"\bORDER\s+BY\b", text, re.I):
        yield "there is no ORDER BY: the stores give ties in different orders"
    if unknown := {query.names, query.counts and query.counts[0]} - {None, "evidence", *query.columns}:
        yield f"names speaks of {', '.join(map(str, unknown))}, which is no column"
    if (columns := returned(text)) != query.columns:
        yield f"it returns {', '.join(columns)}, the header promises {', '.join(query.columns)}"


def _unused(query: Query, text: str) -> Iterator[str]:
    used, declared = set(re.findall(r"\$(\w+)", text)), {p.name for p in query.parameters}
    if used - declared:
        yield f"parameters not declared: {', '.join(sorted(used - declared))}"
    if declared - used:
        yield f"parameters not used: {', '.join(sorted(declared - used))}"


def _unknown_labels(text: str) -> Iterator[str]:
    for group in _LABEL.findall(text):
        for label in re.split(r"[|:]", group):
            if label and label not in schema.NODES and label not in schema.EDGES:
                yield f"{label} is no label or type of the model"


def _computed_maps(text: str) -> Iterator[str]:
    """`MATCH (d {id: s.x})` gives no rows on one store, without an error."""
    for inside in _INLINE.findall(text):
        for part in filter(None, (p.strip() for p in inside.split(","))):
            key, colon, value = part.partition(":")
            if colon and re.fullmatch(r"\w+", key.strip()) and not _LITERAL.fullmatch(value.strip()):
                yield f"{{{part}}}: an inline map may hold literals and parameters only; write WHERE"


def returned(text: str) -> tuple[str, ...]:
    """The columns of the last RETURN."""
    found = _RETURN.findall(text)
    return tuple(_column(item) for item in _items(re.sub(r"^\s*DISTINCT\b", "", found[-1], flags=re.I))) if found else ()


def _items(text: str) -> Iterator[str]:
    depth, item = 0, ""
    for char in text:
        depth += (char in "([{") - (char in ")]}")
        if char == "," and depth == 0:
            yield item
            item = ""
        else:
            item += char
    if item.strip():
        yield item


def _column(item: str) -> str:
    found = re.search(r"\bAS\s+`?(\w+)`?\s*$", item, re.I)
    return found[1] if found else item.strip()
