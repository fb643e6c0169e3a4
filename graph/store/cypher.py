"""As much Cypher as the stores must know: how a query begins, and the names of what it returns.

Not a parser. The database says whether a query is right; this only looks past text, comments and quotes.
"""

from __future__ import annotations

import re

from graph.store.base import WriteRefused

_TOKEN = re.compile(r"""//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:[^`]|``)*`|\w+|\S""", re.DOTALL)
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_AFTER_RETURN = ("ORDER", "SKIP", "OFFSET", "LIMIT", "UNION", ";")

#: How a query that reads begins. EXPLAIN, PROFILE, USE, SHOW, LOAD CSV and every command of an administrator begin otherwise.
READING = ("MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL")


def refuse_commands(cypher: str) -> None:
    """Raises WriteRefused where the query does not begin like one that reads."""
    words = _tokens(cypher)
    first = words[0].group().upper() if words else "nothing"
    if first not in READING:
        raise WriteRefused(f"only queries that read can be run here: they begin with {', '.join(READING)}; this one begins with {first[:40]}")


def columns(cypher: str) -> tuple[str, ...]:
    """Names of what the last RETURN returns; none where that is `*` or there is no RETURN."""
    words = _last_return(_tokens(cypher))
    if words and words[0].group().upper() == "DISTINCT":
        words = words[1:]
    names = tuple(_name(cypher, item) for item in _split(words) if item)
    return () if "*" in names else names


def _tokens(cypher: str) -> list[re.Match[str]]:
    return [m for m in _TOKEN.finditer(cypher) if not m.group().startswith(("//", "/*"))]


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
    return text[1:-1].replace("``", "`") if len(item) == 1 and text.startswith("`") else text
