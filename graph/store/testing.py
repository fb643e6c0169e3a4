"""What every store must do, as tests: a store's own test class inherits `StoreContract` and gives it the fixture `store`.

class TestMyStore(StoreContract):
    @pytest.fixture
    def store(self): ...          # an open store without nodes, its constraints made
    @pytest.fixture
    def reopen(self): ...         # a function that closes the store and opens it again
"""

# ruff: noqa: D102 -- the names of the tests say it

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from graph import schema
from graph.store.base import Limits, QueryFailed, QueryTimeout, Store, StoreError, StoreUnavailable, WriteRefused

COMPANIES = "UNWIND $rows AS row MERGE (c:Company {id: row.id}) SET c += row.properties"
CREATED = "UNWIND $rows AS row CREATE (c:Company {id: row.id}) SET c += row.properties"
AGENCIES = "UNWIND $rows AS row MERGE (a:Agency {id: row.id}) SET a += row.properties"
DEALS = """
UNWIND $rows AS row MATCH (c:Company {id: row.company}) MATCH (a:Agency {id: row.agency})
MERGE (c)-[s:SOLD_TO {id: row.id}]->(a) SET s += row.properties
"""
OWNERS = "UNWIND $rows AS row MATCH (c:Company {id: row.owner}) MATCH (d:Company {id: row.owned}) CREATE (c)-[:OWNS]->(d)"
#: A name of a graph's own that nobody would take for ours.
FOREIGN = "Zoo animal"

HOSTILE = (
    "'}) MATCH (n) DETACH DELETE n //",
    "' OR 1=1 RETURN `x` -- \\' \\\\ \" ` $rows {id: 1}",
    "<script>alert('x')</script><img src=x onerror=alert(1)>",
    "line\nbreak\ttab\r\x01\x1f\x7f\x85 bell\x07",
    "ends with a backslash \\",
    "Ünïcödé 監視 👁️‍🗨️ \u202eright to left\u202c a\u0301 \ufeff",
    "   spaces around   ",
    "\\u0041 %41 &amp; ${x} #{y} {{z}}",
    "x" * 10_000,
    "👁" * 2_500,
)

WRITES = (
    "CREATE (c:Company {id: 'new'}) RETURN c",
    "MATCH (c:Company) CREATE (:Company {id: 'new'}) RETURN c",
    "MATCH (c:Company) SET c.name = 'changed' RETURN c",
    "MATCH (c:Company) SET c.name = 'changed'",
    "MATCH (c:Company) SET c:Agency RETURN c",
    "MATCH (c:Company) REMOVE c.name RETURN c",
    "MATCH (c:Company) DETACH DELETE c",
    "MATCH (:Company)-[s:SOLD_TO]->() DELETE s",
    "MATCH (:Company)-[s:SOLD_TO]->() SET s.amount = 0 RETURN s",
    "MERGE (c:Company {id: 'new'}) RETURN c",
    "MERGE (c:Company {id: 'c1'}) ON MATCH SET c.name = 'changed' RETURN c",
    "MATCH (c:Company), (a:Agency) MERGE (c)-[:OWNS]->(a)",
    "MATCH (c:Company) FOREACH (x IN [1] | SET c.name = 'changed')",
    "FOREACH (x IN [1] | CREATE (:Company {id: 'new'}))",
    "MATCH (c:Company) CALL (c) { SET c.name = 'changed' } RETURN c",
    "MATCH (c:Company) CALL (c) { SET c.name = 'changed' } IN TRANSACTIONS OF 1 ROWS",
    "MATCH (c:Company {id: 'nobody'}) SET c.name = 'changed'",
    "UNWIND range(1, 20000) AS i CREATE (:Company {id: toString(i)}) RETURN i",
    "/* MATCH */ CREATE (c:Company {id: 'new'})",
    "// RETURN 1\nCREATE (c:Company {id: 'new'})",
    "EXPLAIN CREATE (c:Company {id: 'new'})",
    "PROFILE CREATE (c:Company {id: 'new'})",
    "CYPHER 5 CREATE (c:Company {id: 'new'})",
)

COMMANDS = (
    "CREATE INDEX sneaky IF NOT EXISTS FOR (c:Company) ON (c.country)",
    "CREATE CONSTRAINT sneaky IF NOT EXISTS FOR (c:Company) REQUIRE c.name IS UNIQUE",
    "DROP CONSTRAINT despite_Company_id",
    "DROP INDEX despite_Company_name",
    "CREATE USER sneaky SET PASSWORD 'sneaky-password'",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    "CREATE DATABASE sneaky",
    "SHOW TRANSACTIONS",
    "TERMINATE TRANSACTIONS 'x'",
    "SHOW USERS",
    "USE system MATCH (n) RETURN n",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "",
)

#: What fetches, or does things through a procedure or a plug-in.
FETCHES = (
    "WITH 1 AS one LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "RETURN [x IN [1] | COLLECT { CALL dbms.listConfig() YIELD name RETURN name }] AS names",
    "RETURN apoc.cypher.runFirstColumnMany('LOAD CSV FROM \"file:///etc/passwd\" AS line RETURN line', {}) AS lines",
    "CALL `dbms` . listConfig()",
    "CALL db.createLabel('Sneaky')",
    "CALL db.createProperty('sneaky')",
    "CALL dbms.listConfig()",
    "CALL dbms.setConfigValue('db.tx_timeout', '0')",
    "CALL apoc.load.json('http://127.0.0.1:9/')",
    "CALL apoc.cypher.doIt('CREATE (n:Company {id: 1})', {})",
    "CALL merge.node(['Company'], {id: 'new'}, {})",
    "MATCH (c:Company) CALL do.when(true, 'CREATE (x:Company {id: 9}) RETURN x', '', {}) YIELD value RETURN value",
)

#: LOAD CSV where it is not seen at first sight; `{url}` is what would be fetched.
HIDDEN = (
    "MATCH (c:Company) LOAD CSV FROM '{url}' AS line RETURN line",
    "CALL () {{ LOAD CSV FROM '{url}' AS line RETURN line }} RETURN line",
    "RETURN 1 AS one UNION ALL LOAD CSV FROM '{url}' AS line RETURN 1 AS one",
    "RETURN COLLECT {{ LOAD CSV FROM '{url}' AS line RETURN line }} AS lines",
    "RETURN CASE WHEN true THEN COLLECT {{ LOAD CSV FROM '{url}' AS line RETURN line }} END AS lines",
    "RETURN [x IN [1, 2] WHERE EXISTS {{ LOAD CSV FROM '{url}' AS line RETURN line }} | x] AS lines",
    "MATCH (c:Company) WHERE any(x IN [1] WHERE EXISTS {{ LOAD CSV FROM '{url}' AS line WITH line WHERE line[0] = 'fetched' RETURN line }}) RETURN c",
    "MATCH (c:Company) RETURN reduce(s = 0, x IN [1] | s + COUNT {{ load  /* */ csv FROM '{url}' AS line RETURN line }}) AS lines",
    "RETURN CASE WHEN true THEN COLLECT {{ \\u004COAD CSV FROM '{url}' AS line RETURN line }} END AS lines",
    "RETURN '\\u0027, CASE WHEN true THEN COLLECT {{ LOAD CSV FROM '{url}' AS line RETURN line }} END AS lines //'",
)

ENDLESS = (
    "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b UNWIND range(1, 1000000) AS c RETURN count(*)",
    "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a, b WHERE a + b < 0 RETURN a, b",
    "MATCH (a), (b), (c), (d), (e), (f) WHERE a.name + b.name + c.name + d.name + e.name + f.name = 'endless' RETURN count(*)",
    "MATCH p = (a:Company)-[:OWNS*]-(b:Company) RETURN count(p) AS endless",
    "MATCH p = allShortestPaths((a:Company {id: 'c0'})-[:OWNS*]-(b:Company {id: 'c49'})) MATCH q = (a)-[:OWNS*12..]-(b) RETURN count(q) AS endless",
)


def company(number: int, **properties: Any) -> dict[str, Any]:
    """A row of COMPANIES."""
    return {"id": f"c{number}", "properties": {"name": f"Company {number}", **properties}}


def fill(store: Store) -> None:
    """Two companies, two agencies, three deals; two of those join the same pair."""
    store.write(COMPANIES, [company(1, aliases=["One", "Uno"], country="US"), company(2)])
    store.write(AGENCIES, [{"id": f"a{n}", "properties": {"name": f"Agency {n}", "level": "federal"}} for n in (1, 2)])
    deals = (("d1", "c1", "a1", date(2019, 12, 31)), ("d2", "c1", "a1", date(2020, 2, 29)), ("d3", "c2", "a2", date(1, 1, 1)))
    store.write(DEALS, [{"id": i, "company": c, "agency": a, "properties": {"start_earliest": day, "amount": 1.5}} for i, c, a, day in deals])


def count(store: Store, pattern: str = "(n:Company)") -> int:
    """How often a pattern is found."""
    return int(store.read(f"MATCH {pattern} RETURN count(*) AS found").rows[0][0])


def content(store: Store) -> list[object]:
    """What is in the graph, in an order of its own."""
    nodes = store.read("MATCH (n) RETURN labels(n) AS labels, n.id AS id, n.name AS name ORDER BY labels, id").rows
    edges = store.read("MATCH ()-[r]->() RETURN type(r) AS type, r.id AS id, r.amount AS amount ORDER BY type, id").rows
    return [*nodes, *edges]


@contextmanager
def website() -> Iterator[tuple[str, list[str]]]:
    """An address on this machine that a database could fetch, and the list of the requests that it made."""
    requests: list[str] = []

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"fetched\n")

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/x.csv", requests
        server.shutdown()


class StoreContract:
    """Tests that every store passes."""

    def test_what_is_written_can_be_read(self, store: Store) -> None:
        fill(store)
        found = store.read("MATCH (c:Company)-[s:SOLD_TO]->(a:Agency) RETURN c.name AS company, a.name AS agency, s.id AS deal ORDER BY deal")
        assert found.columns == ("company", "agency", "deal")
        assert found.rows == [("Company 1", "Agency 1", "d1"), ("Company 1", "Agency 1", "d2"), ("Company 2", "Agency 2", "d3")]
        assert not found.truncated

    def test_a_result_becomes_a_data_frame(self, store: Store) -> None:
        fill(store)
        frame = store.read("MATCH (c:Company) RETURN c.id AS id, c.country AS country ORDER BY id").to_pandas()
        assert list(frame.columns) == ["id", "country"]
        assert list(frame["id"]) == ["c1", "c2"]

    def test_a_result_without_rows_has_its_columns(self, store: Store) -> None:
        query = "MATCH (c:Company) WHERE c.id = $id RETURN c.id, c.name AS `the, name`, count { (c)-->() } AS n, [c.id, 'a AS b'] ORDER BY n"
        found = store.read(query, {"id": "x"})
        assert found.rows == []
        assert found.columns == ("c.id", "the, name", "n", "[c.id, 'a AS b']")
        assert list(found.to_pandas().columns) == list(found.columns)

    def test_parameters_reach_the_query(self, store: Store) -> None:
        values = {"text": "a", "number": 7, "real": 1.5, "yes": True, "nothing": None, "day": date(2020, 2, 29), "list": ["a", "b"], "map": {"k": [1]}}
        query = "RETURN $text, $number, $real, $yes, $nothing, $day, $list, $map"
        assert store.read(query, values).rows == [tuple(values.values())]

    def test_days_are_dates_wherever_they_stand(self, store: Store) -> None:
        fill(store)
        found = store.read(
            "MATCH (c:Company)-[s:SOLD_TO]->(a) WHERE s.id = 'd2' WITH c, s, a, s.start_earliest AS day MATCH p = (c)-[t:SOLD_TO]->(a) WHERE t.id = 'd2' "
            "RETURN day, [day, [day]] AS list, {day: day, more: [{day: day}]} AS map, s, p, s.start_earliest > date('2020-01-01') AS later"
        )
        day, listed, mapped, deal, path, later = found.rows[0]
        leap = date(2020, 2, 29)
        assert (day, listed, mapped) == (leap, [leap, [leap]], {"day": leap, "more": [{"day": leap}]})
        assert deal["start_earliest"] == path.relationships[0]["start_earliest"] == leap
        assert type(deal["start_earliest"]) is type(day) is date
        assert later is True

    def test_the_first_and_the_last_day_survive(self, store: Store) -> None:
        days = [date.min, date(1582, 10, 15), date(1900, 3, 1), date.max]
        store.write(COMPANIES, [company(1, days=days, first=days[0], last=days[-1])])
        assert store.read("MATCH (c:Company) RETURN c.days, c.first, c.last").rows == [(days, days[0], days[-1])]

    def test_lists_of_strings_survive_in_their_order(self, store: Store) -> None:
        store.write(COMPANIES, [company(1, aliases=["b", "a", "", "a"])])
        assert store.read("MATCH (c:Company) RETURN c.aliases").rows == [(["b", "a", "", "a"],)]

    def test_numbers_and_booleans_keep_their_kind(self, store: Store) -> None:
        values = {"integer": 2**53 + 1, "negative": -1, "real": 0.1, "whole": 2.0, "yes": True, "no": False}
        store.write(COMPANIES, [company(1, **values)])
        read = dict(store.read("MATCH (c:Company) RETURN c").rows[0][0])
        assert {k: read[k] for k in values} == values
        assert [type(read[k]) for k in values] == [int, int, float, float, bool, bool]

    def test_a_property_of_none_is_absent(self, store: Store) -> None:
        store.write(COMPANIES, [company(1, country=None, cik="1")])
        store.write(COMPANIES, [company(1, cik=None)])
        assert dict(store.read("MATCH (c:Company) RETURN c").rows[0][0]) == {"id": "c1", "name": "Company 1"}
        assert count(store, "(c:Company) WHERE c.country IS NULL") == 1

    @pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
    def test_hostile_text_is_only_text(self, store: Store, text: str) -> None:
        row = {"id": "claim", "properties": {"quote": text, "exempts": [text, text], "subject": text}}
        store.write("UNWIND $rows AS row MERGE (c:Claim {id: row.id}) SET c += row.properties", [row])
        assert store.read("MATCH (c:Claim) WHERE c.quote = $text RETURN c.quote, c.exempts, $text", {"text": text}).rows == [(text, [text, text], text)]

    def test_hostile_text_may_be_an_id_and_a_name(self, store: Store) -> None:
        texts = [text[:1_000] for text in HOSTILE]
        rows = [{"id": text, "properties": {"name": text}} for text in texts]
        assert store.write(COMPANIES, rows) == store.write(COMPANIES, rows) == len(texts)
        assert {row[0] for row in store.read("MATCH (c:Company) RETURN c.id").rows} == set(texts)
        assert [store.read("MATCH (c:Company) WHERE c.name = $name RETURN c.id", {"name": text}).rows for text in texts] == [[(text,)] for text in texts]

    def test_text_that_is_no_text_is_refused_by_name(self, store: Store) -> None:
        with pytest.raises(QueryFailed):
            store.write(COMPANIES, [company(1, name="half a character \ud83d")])
        assert count(store) == 0

    # -- writing ----------------------------------------------------------------------------------

    def test_batches_write_every_row_and_say_how_far_they_are(self, store: Store) -> None:
        seen: list[int] = []
        assert store.write(COMPANIES, [company(n) for n in range(2_345)], batch=1_000, progress=seen.append) == 2_345
        assert seen == [1_000, 2_000, 2_345]
        assert count(store) == 2_345

    def test_a_second_write_changes_nothing(self, store: Store) -> None:
        for _ in range(2):
            fill(store)
        assert (count(store), count(store, "(:Agency)"), count(store, "(:Company)-[:SOLD_TO]->(:Agency)")) == (2, 2, 3)

    def test_no_rows_are_no_work(self, store: Store) -> None:
        assert store.write(COMPANIES, []) == 0

    def test_a_batch_that_fails_leaves_nothing_of_itself(self, store: Store) -> None:
        with pytest.raises(QueryFailed):
            store.write(CREATED, [company(1), company(2), company(3), company(2)], batch=2)
        assert store.read("MATCH (c:Company) RETURN c.id AS id ORDER BY id").rows == [("c1",), ("c2",)]

    def test_parallel_edges_stay_apart(self, store: Store) -> None:
        fill(store)
        store.write(DEALS, [{"id": f"p{n}", "company": "c1", "agency": "a1", "properties": {"amount": 2.0}} for n in range(100)], batch=7)
        assert count(store, "(:Company {id: 'c1'})-[:SOLD_TO]->(:Agency {id: 'a1'})") == 102
        assert store.read("MATCH (:Company)-[s:SOLD_TO]->() WHERE s.id STARTS WITH 'p' RETURN count(DISTINCT s.id), sum(s.amount)").rows == [(100, 200.0)]

    def test_two_nodes_of_a_label_cannot_have_one_id(self, store: Store) -> None:
        for node in schema.NODE_TYPES:
            store.write(f"UNWIND $rows AS row CREATE (n:{node.label} {{id: row.id}})", [{"id": "same"}])
            with pytest.raises(QueryFailed):
                store.write(f"UNWIND $rows AS row CREATE (n:{node.label} {{id: row.id}})", [{"id": "same"}])

    def test_preparing_twice_changes_nothing(self, store: Store) -> None:
        fill(store)
        store.prepare()
        assert count(store) == 2

    # -- reading only -----------------------------------------------------------------------------

    @pytest.mark.parametrize("query", WRITES)
    def test_read_refuses_to_write(self, store: Store, query: str) -> None:
        fill(store)
        before = content(store)
        with pytest.raises(WriteRefused):
            store.read(query)
        assert content(store) == before

    @pytest.mark.parametrize("query", COMMANDS)
    def test_read_refuses_commands(self, store: Store, query: str) -> None:
        with pytest.raises(WriteRefused):
            store.read(query)

    @pytest.mark.parametrize("query", FETCHES)
    def test_read_refuses_to_fetch_and_to_call_what_is_not_known_to_read(self, store: Store, query: str) -> None:
        fill(store)
        before = content(store)
        with pytest.raises(WriteRefused):
            store.read(query)
        assert content(store) == before

    @pytest.mark.parametrize("query", HIDDEN)
    def test_read_fetches_nothing_however_deep_it_is_hidden(self, store: Store, query: str) -> None:
        fill(store)
        with website() as (url, requests):
            with pytest.raises(WriteRefused):
                store.read(query.format(url=url))
            assert requests == []

    def test_procedures_that_read_may_be_called(self, store: Store) -> None:
        fill(store)
        assert {"Company", "Agency"} <= {row[0] for row in store.read("CALL db.labels()").rows}

    @pytest.mark.parametrize(
        "query",
        [
            "MATCH (c:Company) WHERE c.name CONTAINS 'CREATE' OR c.name = \"SET x DELETE\" RETURN c",
            "// SET\nMATCH (c:Company) /* DELETE */ RETURN c.name AS `MERGE`, 'LOAD CSV' AS note",
            "\n  match (c:Company) return c.set, c.delete",
            "UNWIND [1, 2] AS x RETURN x UNION UNWIND [3] AS x RETURN x",
            "CALL { MATCH (c:Company) RETURN count(c) AS n } RETURN n",
            "OPTIONAL MATCH (c:Company) WITH c ORDER BY c.id SKIP 0 LIMIT 1 RETURN c;",
            "WITH 1 AS call, 2 AS load RETURN call, load AS csv",
            "WITH date('2020-02-03') AS day RETURN date.truncate('month', day), duration.between(day, day)",
        ],
    )
    def test_words_of_writing_may_stand_in_text(self, store: Store, query: str) -> None:
        store.read(query)

    @pytest.mark.parametrize("query", ["MATCH (c:Company) RETURN c.id +", "MATCH (c:Company) RETURN nobody(c)", "MATCH (c:Company WHERE", "RETURN $absent"])
    def test_a_mistake_is_explained(self, store: Store, query: str) -> None:
        with pytest.raises(QueryFailed) as caught:
            store.read(query)
        assert len(str(caught.value)) > 10
        assert "neo4j_code" not in str(caught.value)

    # -- limits -----------------------------------------------------------------------------------

    @pytest.mark.parametrize(("limit", "truncated"), [(4, True), (5, False), (6, False), (1, True), (0, True)])
    def test_the_row_limit_is_kept_and_said(self, store: Store, limit: int, truncated: bool) -> None:
        found = store.read("UNWIND range(1, 5) AS n RETURN n", limits=Limits(rows=limit))
        assert found.rows == [(n,) for n in range(1, min(limit, 5) + 1)]
        assert found.truncated is truncated
        assert found.columns == ("n",)

    def test_a_result_that_does_not_end_is_cut_at_once(self, store: Store) -> None:
        started = time.monotonic()
        found = store.read("UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN a, b", limits=Limits(rows=2_500, seconds=60))
        assert (len(found.rows), found.truncated, time.monotonic() - started < 10) == (2_500, True, True)
        assert _is_idle(store)

    @pytest.mark.parametrize("query", ENDLESS)
    def test_an_endless_query_is_stopped(self, store: Store, query: str) -> None:
        store.write(COMPANIES, [company(n) for n in range(50)])
        store.write(OWNERS, [{"owner": f"c{n}", "owned": f"c{m}"} for n in range(50) for m in range(n)])
        started = time.monotonic()
        with pytest.raises(QueryTimeout, match="1 second"):
            store.read(query, limits=Limits(seconds=1))
        assert 0.9 < time.monotonic() - started < 3
        assert count(store) == 50
        assert _is_idle(store)

    def test_an_endless_query_does_not_stop_the_others(self, store: Store) -> None:
        fill(store)
        with ThreadPoolExecutor(2) as pool:
            endless = pool.submit(store.read, ENDLESS[0], limits=Limits(seconds=2))
            while not endless.done():
                assert count(store) == 2
            assert isinstance(endless.exception(), QueryTimeout)

    def test_many_threads_read_at_once(self, store: Store) -> None:
        store.write(COMPANIES, [company(n) for n in range(200)])
        query = "MATCH (c:Company) WHERE c.id = $id RETURN c.name"
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda n: store.read(query, {"id": f"c{n}"}).rows, range(200)))
        assert found == [[(f"Company {n}",)] for n in range(200)]

    def test_reading_goes_on_while_another_thread_writes(self, store: Store) -> None:
        writer = threading.Thread(target=store.write, args=(COMPANIES, [company(n) for n in range(2_000)]), kwargs={"batch": 100})
        writer.start()
        seen = [count(store)]
        while writer.is_alive():
            seen.append(count(store))
        writer.join()
        assert seen == sorted(seen)
        assert count(store) == 2_000

    # -- the graph's own types --------------------------------------------------------------------

    def test_nodes_relationships_and_paths_are_those_of_the_driver(self, store: Store) -> None:
        from neo4j.graph import Node, Path, Relationship

        fill(store)
        node, edge, path, nodes = store.read("MATCH p = (c:Company {id: 'c2'})-[s:SOLD_TO]->(a:Agency) RETURN c, s, p, nodes(p)").rows[0]
        assert (isinstance(node, Node), isinstance(edge, Relationship), isinstance(path, Path)) == (True, True, True)
        assert node.labels == {"Company"}
        assert (edge.type, edge["id"], edge["start_earliest"]) == ("SOLD_TO", "d3", date(1, 1, 1))
        assert (edge.nodes[0].element_id, edge.nodes[1].element_id) == (node.element_id, nodes[1].element_id)
        assert [n["id"] for n in path.nodes] == [n["id"] for n in nodes] == ["c2", "a2"]

    # -- what is ours -----------------------------------------------------------------------------

    def test_an_empty_database_has_no_foreign_labels(self, store: Store) -> None:
        assert store.foreign_labels() == []

    def test_labels_are_foreign_until_a_projection_says_that_the_graph_is_ours(self, store: Store) -> None:
        fill(store)
        assert store.foreign_labels() == ["Agency", "Company"]
        store.write("UNWIND $rows AS row MERGE (p:Projection {id: row.id})", [{"id": "despite"}])
        assert store.foreign_labels() == []
        with _foreign(store):
            assert store.foreign_labels() == [FOREIGN]
        assert store.foreign_labels() == []

    def test_clear_deletes_what_is_ours_and_nothing_else(self, store: Store) -> None:
        fill(store)
        store.write(COMPANIES, [company(n) for n in range(10, 25_000)])
        store.write("UNWIND $rows AS row MERGE (p:Projection {id: row.id})", [{"id": "despite"}])
        with _foreign(store):
            store.clear()
            assert [count(store, f"(n:{label})") for label in schema.NODES] == [0] * len(schema.NODES)
            assert store.read("MATCH (n) RETURN n.name").rows == [("Ada",)]
            assert count(store, "()-[r]->()") == 0
        fill(store)
        assert count(store) == 2

    # -- opening and closing ----------------------------------------------------------------------

    def test_closing_and_opening_keeps_the_data(self, store: Store, reopen: Callable[[], Store]) -> None:
        fill(store)
        before = content(store)
        again = reopen()
        assert content(again) == before
        with pytest.raises(QueryFailed):
            again.write("UNWIND $rows AS row CREATE (n:Company {id: row.id})", [{"id": "c1"}])

    def test_a_store_is_a_context_and_closes_twice(self, store: Store) -> None:
        with store as same:
            assert same is store
        store.close()
        with pytest.raises(StoreUnavailable):
            store.read("RETURN 1")
        with pytest.raises(StoreUnavailable):
            store.write(COMPANIES, [company(1)])

    def test_the_store_is_one_by_the_protocol(self, store: Store) -> None:
        assert isinstance(store, Store)
        assert issubclass(WriteRefused, StoreError)


def _is_idle(store: Store) -> bool:
    """Whether nothing but this question runs in the database, after a moment of patience."""
    for _ in range(20):
        running = store._write("SHOW TRANSACTIONS YIELD currentQuery RETURN currentQuery")  # type: ignore[attr-defined]
        if not [query for (query,) in running if query and ("1000000" in query or "endless" in query)]:
            return True
        time.sleep(0.1)
    return False


@contextmanager
def _foreign(store: Store) -> Iterator[None]:
    """Somebody else's node in the same database, for a while."""
    store.write(f"UNWIND $rows AS row MERGE (z:`{FOREIGN}` {{name: row.name}})", [{"name": "Ada"}])
    try:
        yield
    finally:
        store.write(f"UNWIND $rows AS row MATCH (z:`{FOREIGN}` {{name: row.name}}) DETACH DELETE z", [{"name": "Ada"}])
