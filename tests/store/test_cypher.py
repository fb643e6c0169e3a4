"""What the stores know of Cypher by themselves: what is refused before it runs, and names of columns."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store import WriteRefused
from graph.store.cypher import PROCEDURES, columns, refuse


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("RETURN 1", ("1",)),
        ("MATCH (n) RETURN n.a AS x, count(*), [n.b, n.c] ORDER BY x LIMIT 3", ("x", "count(*)", "[n.b, n.c]")),
        ("MATCH (n) return distinct n.a as `a b`, n.`c d`\nSKIP 2", ("a b", "n.`c d`")),
        ("MATCH (n) WHERE n.x = 'RETURN a, b' RETURN n // RETURN c", ("n",)),
        ("CALL { MATCH (n) RETURN n AS inner } RETURN inner.a, {a: 1, b: 2} AS map;", ("inner.a", "map")),
        ("RETURN 1 AS a UNION ALL RETURN 2 AS a", ("a",)),
        ("RETURN [x IN [1, 2] | x] AS xs, CASE WHEN true THEN 1 ELSE 2 END", ("xs", "CASE WHEN true THEN 1 ELSE 2 END")),
        ("MATCH (n) RETURN *", ()),
        ("CALL db.labels()", ()),
        ("", ()),
    ],
)
def test_the_columns_of_a_query_are_named(query: str, names: tuple[str, ...]) -> None:
    assert columns(query) == names


@pytest.mark.parametrize("name", sorted(PROCEDURES))
def test_procedures_that_read_pass(name: str) -> None:
    refuse(f"CALL {name}()")
    refuse(f"MATCH (n) CALL `{name.replace('.', '`.`')}` (1) YIELD x RETURN x")


@pytest.mark.parametrize(
    "query",
    [
        "CALL db.labels() YIELD label CALL apoc.load.json('x') YIELD value RETURN value",
        "CALL apoc.load.json",
        "CALL nameless('x')",
        "MATCH (n) RETURN plug.in(n)",
        "RETURN `load`, 1 AS x LOAD\n/* and */\nCSV FROM 'x' AS l RETURN l",
        "RETURN 1 // ok\nLOAD CSV FROM 'x' AS l",
        "DROP INDEX x",
        "// MATCH\nSHOW USERS",
    ],
)
def test_what_may_do_more_than_read_is_refused(query: str) -> None:
    with pytest.raises(WriteRefused):
        refuse(query)


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (n) WHERE n.text = 'LOAD CSV FROM x' RETURN n.load, n.csv",
        'RETURN "CALL apoc.load.json(1)" AS text /* LOAD CSV */',
        "MATCH (call)-[:X*1..3]->(n) WHERE call.x IN [1, 2] RETURN call, n.y",
        "RETURN 'it''s', 'a\\'LOAD CSV\\'', \"\\\\\"",
        "CALL (n) { RETURN 1 AS x } RETURN x",
    ],
)
def test_words_in_text_and_names_are_no_commands(query: str) -> None:
    refuse(query)


@given(st.text())
def test_any_text_is_refused_or_not_but_never_breaks_it(text: str) -> None:
    columns("RETURN " + text)
    with suppress(WriteRefused):
        refuse("RETURN " + text)


@given(st.text())
def test_text_that_is_quoted_hides_nothing_and_shows_nothing(text: str) -> None:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    query = f"RETURN '{escaped}' AS quoted"
    assert columns(query) == ("quoted",)
