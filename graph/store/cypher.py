"""As much Cypher as the stores must know: what `read` refuses before it runs, and the names of what a query returns.

Not a parser: the database says whether a query is right. This looks past text, comments and quotes, at words. It is the
first wall, the same for every store; the rights of the database's user, or the plan of the query, are the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from graph.store.base import WriteRefused

_TOKEN = re.compile(r"""//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:[^`]|``)*`|\w+|\S""", re.DOTALL)
_ESCAPE = re.compile(r"\\u+([0-9a-fA-F]{4})")
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_AFTER_RETURN = ("ORDER", "SKIP", "OFFSET", "LIMIT", "UNION", ";")

#: How a query that reads begins. EXPLAIN, PROFILE, USE, SHOW and every command of an administrator begin otherwise.
READING = ("MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL")

#: The procedures that a query may call; all of them only read what is in the graph.
PROCEDURES = frozenset(
    {
        "db.labels", "db.relationshipTypes", "db.propertyKeys", "db.schema.visualization", "db.schema.nodeTypeProperties",
        "db.schema.relTypeProperties", "db.index.fulltext.queryNodes", "db.index.fulltext.queryRelationships",
    }
)  # fmt: skip

#: Families of Cypher's own functions. Others come from plug-ins, and some of those run any query, or fetch.
FUNCTIONS = frozenset({"date", "datetime", "localdatetime", "time", "localtime", "duration", "point", "vector"})


def refuse(cypher: str) -> None:
    """Raises WriteRefused for a query that does not begin like one that reads, or that calls or fetches what it may not."""
    words = list(_words(cypher))
    first = words[0].upper() if words else "nothing"
    if first not in READING:
        raise WriteRefused(f"only queries that read can be run here: they begin with {', '.join(READING)}; this one begins with {first[:40]}")
    for text in {cypher, _ESCAPE.sub(lambda found: chr(int(found[1], 16)), cypher)}:
        refuse_fetching(text)
        for name in _called(list(_words(text))):
            if name not in PROCEDURES and name.partition(".")[0] not in FUNCTIONS:
                raise WriteRefused(f"{name} may not be called here; of procedures, these may: {', '.join(sorted(PROCEDURES))}")


def refuse_fetching(cypher: str) -> None:
    """Raises WriteRefused for LOAD CSV, wherever it stands."""
    words = [word.upper() for word in _words(cypher)]
    if ("LOAD", "CSV") in pairwise(words):
        raise WriteRefused("LOAD CSV is not allowed here: it reads files and addresses")


def columns(cypher: str) -> tuple[str, ...]:
    """Names of what the last RETURN returns; none where that is `*` or there is no RETURN."""
    words = _last_return(_tokens(cypher))
    if words and words[0].group().upper() == "DISTINCT":
        words = words[1:]
    names = tuple(_name(cypher, item) for item in _split(words) if item)
    return () if "*" in names else names


def _tokens(cypher: str) -> list[re.Match[str]]:
    return [m for m in _TOKEN.finditer(cypher) if not m.group().startswith(("//", "/*"))]


def _words(cypher: str) -> Iterator[str]:
    """The words and signs of a query, names without their quotes."""
    for token in _tokens(cypher):
        text = token.group()
        yield _unquoted(text) if text.startswith("`") else text


def _unquoted(name: str) -> str:
    return name[1:-1].replace("``", "`") if len(name) > 1 else name


def _called(words: list[str]) -> Iterator[str]:
    """Names with a dot that are called, and names after CALL."""
    at = 0
    while at < len(words):
        end = at + 1
        while words[end : end + 1] == ["."] and words[end + 1 : end + 2] not in ([], ["."]):
            end += 2
        name, follows = "".join(words[at:end]), words[end : end + 1]
        after_call = at > 0 and words[at - 1].upper() == "CALL" and name not in ("(", "{")
        if (end > at + 1 and (follows == ["("] or after_call)) or (after_call and follows == ["("]):
            yield name
        at = end


def _last_return(tokens: list[re.Match[str]]) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    depth, inside = 0, False
    for token in tokens:
        text = token.group()
        depth += (text in _OPEN) - (text in _CLOSE)
        if depth == 0 and text.upper() == "RETURN":
            found, inside = [], True
        elif depth == 0 and text.upper() in _AFTER_RETURN:
            inside = False
        elif inside:
            found.append(token)
    return found


def _split(tokens: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    items: list[list[re.Match[str]]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token.group() in _OPEN) - (token.group() in _CLOSE)
        if depth == 0 and token.group() == ",":
            items.append([])
        else:
            items[-1].append(token)
    return items


def _name(cypher: str, item: list[re.Match[str]]) -> str:
    if len(item) > 2 and item[-2].group().upper() == "AS":
        item = item[-1:]
    text = cypher[item[0].start() : item[-1].end()]
    return _unquoted(text) if len(item) == 1 and text.startswith("`") else text
