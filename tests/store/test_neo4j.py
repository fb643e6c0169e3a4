"""A real Neo4j: the contract, and what only a server of the user's own has to do."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from urllib.parse import quote, urlsplit

import pytest

from graph.store import QueryFailed, Store, StoreUnavailable, WriteRefused, open_store
from graph.store.testing import HIDDEN, WRITES, StoreContract, content, fill, website

pytestmark = pytest.mark.xdist_group("neo4j")


@pytest.fixture
def opened(neo4j_uri: str) -> Iterator[list[Store]]:
    stores = [open_store(neo4j_uri)]
    stores[0].prepare()
    yield stores
    with open_store(neo4j_uri) as cleaner:
        cleaner.clear()
    for store in stores:
        store.close()


@pytest.fixture
def store(opened: list[Store]) -> Store:
    return opened[0]


class TestNeo4j(StoreContract):
    @pytest.fixture
    def reopen(self, opened: list[Store], neo4j_uri: str) -> Callable[[], Store]:
        def again() -> Store:
            opened[-1].close()
            opened.append(open_store(neo4j_uri))
            return opened[-1]

        return again


# -- walls ----------------------------------------------------------------------------------------


@pytest.fixture
def without_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first wall is down: nobody looks at the words of a query."""
    monkeypatch.setattr("graph.store.bolt.refuse", lambda cypher: None)


@pytest.mark.usefixtures("without_words")
@pytest.mark.parametrize("query", HIDDEN)
def test_the_plan_alone_lets_nothing_be_fetched(store: Store, query: str) -> None:
    fill(store)
    with website() as (url, requests):
        with pytest.raises((WriteRefused, QueryFailed)):
            store.read(query.format(url=url))
        assert requests == []


@pytest.mark.usefixtures("without_words")
@pytest.mark.parametrize("query", WRITES)
def test_the_plan_alone_lets_nothing_be_written(store: Store, query: str) -> None:
    fill(store)
    before = content(store)
    with pytest.raises((WriteRefused, QueryFailed)):
        store.read(query)
    assert content(store) == before


@pytest.mark.usefixtures("without_words")
@pytest.mark.parametrize(
    "query", ["CALL dbms.listConfig()", "CALL db.createLabel('x')", "RETURN [x IN [1] | COUNT { CALL db.labels() YIELD label RETURN 1 }] AS x"]
)
def test_the_plan_alone_lets_no_unknown_procedure_be_called(store: Store, query: str) -> None:
    with pytest.raises(WriteRefused):
        store.read(query)


# -- messages -------------------------------------------------------------------------------------


def test_a_mistake_is_shown_at_its_place_in_the_query_as_it_was_written(store: Store) -> None:
    with pytest.raises(QueryFailed, match=r"line 2, column 10") as caught:
        store.read("MATCH (c)\nRETURN c c")
    assert "EXPLAIN" not in str(caught.value)


# -- who and where --------------------------------------------------------------------------------


def without_password(uri: str) -> str:
    return f"{urlsplit(uri).scheme}://{urlsplit(uri).netloc.rpartition('@')[2]}"


def test_the_password_is_nowhere_to_be_seen(neo4j_uri: str) -> None:
    with open_store(neo4j_uri) as store:
        assert store.address == without_password(neo4j_uri)
        assert str(urlsplit(neo4j_uri).password or "-") not in f"{store!r}{vars(store)}"


def test_name_and_password_may_come_from_the_environment(neo4j_uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = urlsplit(neo4j_uri)
    if parts.password:
        monkeypatch.setenv("NEO4J_USERNAME", parts.username or "")
        monkeypatch.setenv("NEO4J_PASSWORD", parts.password)
    with open_store(without_password(neo4j_uri)) as store:
        assert store.read("RETURN 1 AS one").rows == [(1,)]


def test_a_wrong_password_is_said_without_saying_it(neo4j_uri: str) -> None:
    secret = "p@ss:word/? %41"
    with pytest.raises(StoreUnavailable) as caught:
        open_store(without_password(neo4j_uri).replace("://", f"://neo4j:{quote(secret, safe='')}@"))
    assert "does not let us in" in str(caught.value)
    for part in (secret, quote(secret, safe=""), "p@ss"):
        assert part not in str(caught.value)


def test_a_server_that_is_not_there_is_said_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    started = time.monotonic()
    with pytest.raises(StoreUnavailable, match="does not answer") as caught:
        open_store("bolt://someone:secret-word@127.0.0.1:1")
    assert time.monotonic() - started < 15
    assert "secret-word" not in str(caught.value)


def test_the_database_may_be_named(neo4j_uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_DATABASE", "neo4j")
    with open_store(neo4j_uri) as store:
        assert store.read("RETURN 1 AS one").rows == [(1,)]
    monkeypatch.setenv("NEO4J_DATABASE", "nosuchdatabase")
    with open_store(neo4j_uri) as store, pytest.raises(QueryFailed, match="nosuchdatabase"):
        store.read("RETURN 1 AS one")
