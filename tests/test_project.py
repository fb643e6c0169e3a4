"""The store shows the ledger: all of it, nothing else, and only what changed is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.difference import differences
from graph.project import ForeignStore, project, shown_state, size
from graph.store import Store
from graph.whole import Graph, empty
from tests.build import batch, claim, document, graph_of, world
from tests.test_facts import _parts


def contents(store: Store) -> tuple[list[str], list[str]]:
    """All nodes and edges of a store, with all their properties, sorted."""
    nodes = store.read("MATCH (n) RETURN n").rows
    edges = store.read("MATCH (a)-[e]->(b) RETURN a.id, type(e), b.id, e").rows
    return (
        sorted(f"{sorted(n.labels)} {sorted(dict(n).items())}" for (n,) in nodes if "Projection" not in n.labels),
        sorted(f"{a} {t} {b} {sorted(dict(e).items())}" for a, t, b, e in edges),
    )  # fmt: skip


def shows(store: Store, graph: Graph) -> bool:
    """Whether the store holds exactly the graph."""
    nodes, edges = contents(store)
    return len(nodes) == sum(map(len, graph.nodes.values())) and len(edges) == len(graph.edges)


def test_a_graph_is_shown_whole_and_the_store_says_which(store: Store, tmp_path: Path) -> None:
    graph = graph_of(tmp_path, world())
    project(graph, "one", store, before=None)
    assert shows(store, graph) and shown_state(store) == ("one", True)


def test_only_what_changed_is_written(store: Store, tmp_path: Path) -> None:
    before = graph_of(tmp_path, world())
    project(before, "one", store, before=None)
    after = graph_of(tmp_path, batch(claim("SOLD_TO", "Morvane", "Elm Police Department", document="x"), documents=(document("x"),)))
    count = project(after, "two", store, before=before)
    assert shows(store, after) and count == size(differences(after, before)) < 20


def test_going_back_leaves_what_was_there_before(store: Store, tmp_path: Path) -> None:
    before = graph_of(tmp_path / "a", world())
    project(before, "one", store, before=None)
    expected = contents(store)
    after = graph_of(
        tmp_path / "b", world(), batch(claim("CONTRACT_ENDED", "Morvane", "Office of Harbour Settlement", document="x"), documents=(document("x"),))
    )
    project(after, "two", store, before=before)
    assert contents(store) != expected
    project(before, "three", store, before=after)
    assert contents(store) == expected


def test_a_database_with_somebodys_own_data_is_refused_and_left_alone(store: Store, tmp_path: Path) -> None:
    store.write("UNWIND $rows AS row CREATE (n:Company {id: row.id})", [{"id": "theirs"}])
    with pytest.raises(ForeignStore, match="empty database"):
        project(graph_of(tmp_path, world()), "one", store, before=None)
    assert store.read("MATCH (n) RETURN n.id").rows == [("theirs",)]


def test_after_a_projection_that_was_cut_off_all_is_written_anew(store: Store, tmp_path: Path) -> None:
    graph = graph_of(tmp_path, world())
    project(graph, "one", store, before=None)
    expected = contents(store)
    store.write("UNWIND $rows AS row MATCH (p:Projection) SET p.complete = false", [{}])
    store.write("UNWIND $rows AS row MATCH (n:Claim) DETACH DELETE n", [{}])
    project(graph, "one", store, before=None)
    assert contents(store) == expected


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations([0, 1, 2, 3]))
def test_any_order_of_loads_ends_in_the_same_store(store: Store, tmp_path_factory: pytest.TempPathFactory, order: list[int]) -> None:
    parts, folder = _parts(), tmp_path_factory.mktemp("order")
    expected = graph_of(folder / "straight", *parts)
    project(expected, "straight", store, before=None)
    whole = contents(store)
    before = empty()
    project(before, "empty", store, before=expected)
    for i, part in enumerate(order):
        after = graph_of(folder / "mixed", parts[part])
        project(after, str(i), store, before=before)
        before = after
    assert contents(store) == whole
