"""Every saved query: its header, its rules, and the same rows from both stores."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import paths, query
from graph.claims import Batch
from graph.lookup import names
from graph.project import project
from graph.query import Parameter, Query
from graph.reference import Thing
from graph.run import Answer, plain, run
from graph.store import Store, open_store
from graph.whole import Graph, things_of
from loaders import sources
from tests.build import graph_of, world

QUERIES, PROBLEMS = query.read_all([paths.cypher_folder()])


def test_every_saved_query_keeps_the_rules() -> None:
    assert not PROBLEMS and len(QUERIES) >= 15


def test_no_two_queries_answer_the_same_question() -> None:
    asked = Counter(q for found in QUERIES.values() for q in found.questions)
    assert {q for q, n in asked.items() if n > 1} == set()


HEADER = "// title: t\n// question: q\n// about: a\n// param: level string federal  the level\n// returns: n\n"


@pytest.mark.parametrize(
    ("cypher", "words"),
    [
        ("MATCH (a:Agency) WHERE a.level = $level RETURN a.name AS n", "ORDER BY"),
        ("MATCH (a:Agency {level: $level}) SET a.x = 1 RETURN a.name AS n ORDER BY n", "SET is not allowed"),
        ("CALL db.labels() YIELD label RETURN label AS n, $level ORDER BY n", "CALL is not allowed"),
        ("LOAD CSV FROM 'x' AS row RETURN $level AS n ORDER BY n", "LOAD CSV is not allowed"),
        ("MATCH (a:Agency) RETURN a.name AS n ORDER BY n", "not used: level"),
        ("MATCH (a:Agency {level: $level, name: $name}) RETURN a.name AS n ORDER BY n", "not declared: name"),
        ("MATCH (a:Firm {level: $level}) RETURN a.name AS n ORDER BY n", "Firm is no label"),
        ("MATCH (a:Agency {level: $level})-[:BOUGHT]->(b) RETURN a.name AS n ORDER BY n", "BOUGHT is no label"),
        ("MATCH (a:Agency {level: $level}) MATCH (d:Document {id: a.x}) RETURN a.name AS n ORDER BY n", "write WHERE"),
        ("MATCH (a:Agency {level: $level}) RETURN a.name AS m ORDER BY m", "the header promises n"),
    ],
)
def test_a_query_that_breaks_a_rule_is_left_out_and_the_reason_told(tmp_path: Path, cypher: str, words: str) -> None:
    (tmp_path / "bad.cypher").write_text(HEADER + cypher)
    found, problems = query.read_all([tmp_path])
    assert not found and words in problems[0] and "bad.cypher" in problems[0]


def test_words_in_strings_and_comments_break_no_rule(tmp_path: Path) -> None:
    (tmp_path / "good.cypher").write_text(
        HEADER + "MATCH (a:Agency {level: $level}) // SET nothing\nWHERE a.name <> 'DELETE {id: x}' RETURN a.name AS n ORDER BY n"
    )
    assert query.read_all([tmp_path])[1] == []


def test_a_value_that_the_model_does_not_know_is_refused_with_those_that_it_does() -> None:
    level = next(p for p in QUERIES["despite"].parameters if p.name == "level")
    assert level.value("state") == "state" and level.value("") is None
    with pytest.raises(ValueError, match="'galactic' is not one of federal, state, county"):
        level.value("galactic")


def test_an_analysts_own_query_of_the_same_name_wins(tmp_path: Path) -> None:
    (tmp_path / "despite.cypher").write_text(HEADER + "MATCH (a:Agency {level: $level}) RETURN a.name AS n ORDER BY n")
    assert query.read_all([paths.cypher_folder(), tmp_path])[0]["despite"].title == "t"


# -- on both stores -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, neo4j_uri: str) -> Iterator[tuple[Graph, Store, Store]]:
    """The starter collection and the invented world, in both stores."""
    folder = tmp_path_factory.mktemp("shown")
    graph = graph_of(folder / "ledger", _starter(), world())
    with open_store("embedded:", home=folder) as embedded, open_store(neo4j_uri) as neo4j:
        for store in (embedded, neo4j):
            project(graph, "state", store, before=None)
        yield graph, embedded, neo4j
        neo4j.clear()


def _starter() -> Batch:
    return sources.read(paths.data_folder() / "starter" / "starter.jsonl")


@pytest.mark.xdist_group("neo4j")
@pytest.mark.parametrize("found", QUERIES.values(), ids=lambda q: q.name)
def test_both_stores_give_the_same_rows(found: Query, shown: tuple[Graph, Store, Store]) -> None:
    graph, embedded, neo4j = shown
    index = names(things_of(graph))
    seen = 0
    for given in _samples(found, graph):
        here, there = (run(found, given, s, index) for s in (embedded, neo4j))
        assert here.columns == there.columns == found.columns
        assert _plain(here) == _plain(there), given
        seen += len(here.rows)
    assert seen, "at least one of the samples has rows"


def _plain(answer: Answer) -> list[object]:
    return [plain(list(row)) for row in answer.rows]


def _samples(found: Query, graph: Graph) -> Iterator[dict[str, str]]:
    """Parameters out of the busiest things of each label that a parameter may name; defaults elsewhere."""
    choices = [_values(p, graph) for p in found.parameters]
    for values in itertools.islice(itertools.product(*choices), 40):
        yield {p.name: v for p, v in zip(found.parameters, values, strict=True) if v is not None}


def _values(parameter: Parameter, graph: Graph) -> list[str | None]:
    if parameter.name == "fact":
        return list(graph.edges.filter(graph.edges["type"].to_numpy(zero_copy_only=False) == "SOLD_TO")["id"].to_pylist()[:3])
    if parameter.type == "date":
        return ["2021-03-15", "2023-01-01"] if parameter.required else [None, "2021-03-15"]
    if not parameter.labels:
        return [None]
    invented = ["company:morvane-systems"] if "Company" in parameter.labels else []
    return [*([] if parameter.required else [None]), *invented, *(t.id for t in _busiest(graph, parameter.labels))]


def _busiest(graph: Graph, labels: tuple[str, ...], limit: int = 6) -> list[Thing]:
    degree = Counter(graph.edges["from_id"].to_pylist() + graph.edges["to_id"].to_pylist())
    return sorted((t for t in things_of(graph) if t.label in labels), key=lambda t: (-degree[t.id], t.id))[:limit]


@pytest.mark.xdist_group("neo4j")
def test_no_sale_of_microsoft_to_the_dea_is_in_either_store(shown: tuple[Graph, Store, Store]) -> None:
    for store in shown[1:]:
        assert not store.read("MATCH (:Company {name:'Microsoft'})-[s:SOLD_TO]->(:Agency {acronym:'DEA'}) RETURN s").rows
        assert store.read("MATCH (:Company {name:'Microsoft'})-[s:DENIED]->(:Agency {acronym:'DEA'}) RETURN s.claim").rows == [("SOLD_TO",)]
