"""A real Neo4j: the contract, and what only a server of the user's own has to do."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import quote, urlsplit

import pytest

from graph.store import QueryFailed, Store, StoreUnavailable, WriteRefused, open_store
from graph.store.testing import StoreContract, fill

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


# -- fetching -------------------------------------------------------------------------------------


@pytest.fixture
def website() -> Iterator[tuple[str, list[str]]]:
    """An address that Neo4j could fetch, and the requests that it made."""
    requests: list[str] = []

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"fetched\n")

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/x.csv", requests
    server.shutdown()
    server.server_close()


HIDDEN = (
    "LOAD CSV FROM '{url}' AS line RETURN line",
    "MATCH (c:Company) LOAD CSV FROM '{url}' AS line RETURN line",
    "CALL () {{ LOAD CSV FROM '{url}' AS line RETURN line }} RETURN line",
    "RETURN COLLECT {{ LOAD CSV FROM '{url}' AS line RETURN line }} AS lines",
    "RETURN CASE WHEN true THEN COLLECT {{ LOAD CSV FROM '{url}' AS line RETURN line }} END AS lines",
    "RETURN [x IN [1, 2] WHERE EXISTS {{ LOAD CSV FROM '{url}' AS line RETURN line }} | x] AS lines",
    "MATCH (c:Company) WHERE any(x IN [1] WHERE EXISTS {{ LOAD CSV FROM '{url}' AS line WITH line WHERE line[0] = 'fetched' RETURN line }}) RETURN c",
    "MATCH (c:Company) RETURN reduce(s = 0, x IN [1] | s + COUNT {{ load  /* */ csv FROM '{url}' AS line RETURN line }}) AS lines",
    "RETURN CASE WHEN true THEN COLLECT {{ \\u004COAD CSV FROM '{url}' AS line RETURN line }} END AS lines",
    "RETURN '\\u0027, CASE WHEN true THEN COLLECT {{ LOAD CSV FROM '{url}' AS line RETURN line }} END AS lines //'",
)


@pytest.mark.parametrize("query", HIDDEN)
def test_read_fetches_nothing_however_deep_it_is_hidden(store: Store, website: tuple[str, list[str]], query: str) -> None:
    url, requests = website
    fill(store)
    with pytest.raises(WriteRefused):
        store.read(query.format(url=url))
    assert requests == []


@pytest.mark.parametrize("query", HIDDEN[1:8])
def test_the_plan_alone_is_a_wall_of_its_own(store: Store, website: tuple[str, list[str]], query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    url, requests = website
    monkeypatch.setattr("graph.store.bolt.refuse", lambda cypher: None)
    fill(store)
    with pytest.raises(WriteRefused):
        store.read(query.format(url=url))
    assert requests == []


@pytest.mark.parametrize(
    "query", ["CALL dbms.listConfig()", "CALL db.createLabel('x')", "RETURN [x IN [1] | COLLECT { CALL db.labels() YIELD label RETURN label }] AS x"]
)
def test_the_plan_names_procedures(store: Store, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.store.bolt.refuse", lambda cypher: None)
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
