"""What every store that speaks Bolt shares: sessions, limits, values, batches and errors.

A store adds where its driver comes from, what it checks before a query runs, and how it stops one.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, wait
from contextlib import contextmanager, suppress
from itertools import islice
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from graph import schema
from graph.store.base import DEFAULT, Limits, QueryFailed, QueryTimeout, Result, StoreError, StoreUnavailable, WriteRefused
from graph.store.cypher import columns, refuse

if TYPE_CHECKING:
    from neo4j import Driver, Session

_T = TypeVar("_T")

#: Seconds that a database gets to end a query that has used up its time.
GRACE = 1.0
_CLEAR = 10_000
_SAY_NOTHING = {"user_agent": "despite", "telemetry_disabled": True, "notifications_min_severity": "OFF"}


class BoltStore:
    """A Store over Bolt. `_driver`, and where needed `_check` and `_stop`, are the database's own."""

    _database: str | None = None

    def __init__(self, address: str) -> None:
        self.address = address

    def _driver(self, *, write: bool) -> Driver:
        raise NotImplementedError

    def _check(self, cypher: str) -> None:
        """Raises WriteRefused where the database itself would let the query do more than read."""

    def _stop(self, session: Session) -> None:
        """Stops the query that runs in `session`, where the database would not do it by itself."""

    def read(self, cypher: str, params: Mapping[str, Any] | None = None, *, limits: Limits = DEFAULT) -> Result:
        """See `Store.read`."""
        refuse(cypher)
        self._driver(write=False)  # opening takes its own time, not the query's
        sessions: list[Session] = []
        return within(limits.seconds, lambda: self._read(cypher, params or {}, limits, sessions), stop=lambda: self._stop_all(sessions))

    def write(self, cypher: str, rows: Sequence[Mapping[str, Any]], *, batch: int = 5_000, progress: Callable[[int], None] | None = None) -> int:
        """See `Store.write`."""
        done = 0
        while done < len(rows):
            part = [dict(row) for row in rows[done : done + batch]]
            self._write(cypher, rows=part)
            done += len(part)
            if progress:
                progress(done)
        return done

    def prepare(self) -> None:
        """See `Store.prepare`."""
        for statement in _schema():
            self._command(statement)

    def clear(self) -> None:
        """See `Store.clear`. Relationships go first, so that a node with a million of them fits into memory."""
        for label in schema.NODES:
            self._until_none(f"MATCH (:{label})-[r]->() WITH r LIMIT {_CLEAR} DELETE r RETURN count(*) AS n")
        for label in schema.NODES:
            self._until_none(f"MATCH (n:{label}) WITH n LIMIT {_CLEAR} DETACH DELETE n RETURN count(*) AS n")

    def foreign_labels(self) -> list[str]:
        """See `Store.foreign_labels`."""
        labels = [row[0] for row in self._write("CALL db.labels()") if self._write(f"MATCH (n:{_quoted(row[0])}) RETURN 1 LIMIT 1")]
        ours = schema.NODES if "Projection" in labels else {}
        return sorted(label for label in labels if label not in ours)

    def close(self) -> None:
        """See `Store.close`."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _read(self, cypher: str, params: Mapping[str, Any], limits: Limits, sessions: list[Session]) -> Result:
        size = min(1_000, limits.rows + 1)
        with errors(), self._driver(write=False).session(default_access_mode="READ", fetch_size=size, database=self._database) as session:
            self._check(cypher)
            sessions.append(session)
            result = session.run(_neo4j().Query(cypher, timeout=limits.seconds), dict(params))
            rows = [tuple(plain(v) for v in record.values()) for record in islice(result, limits.rows + 1)]
            names = tuple(result.keys()) or columns(cypher)
            if len(rows) > limits.rows:
                self._stop(session)
                with suppress(Exception):  # a query that was stopped says so
                    result.consume()
            elif result.consume().query_type not in (None, "r"):
                raise WriteRefused("the query would do more than read")
            return Result(columns=names, rows=rows[: limits.rows], truncated=len(rows) > limits.rows)

    def _stop_all(self, sessions: list[Session]) -> None:
        for session in sessions:
            self._stop(session)

    def _write(self, cypher: str, **params: Any) -> list[tuple[Any, ...]]:
        with errors(), self._driver(write=True).session(database=self._database) as session:
            return session.execute_write(lambda tx: [tuple(record.values()) for record in tx.run(cypher, params)])

    def _command(self, cypher: str) -> None:
        with errors(), self._driver(write=True).session(database=self._database) as session:
            session.run(cypher).consume()

    def _until_none(self, cypher: str) -> None:
        while self._write(cypher)[0][0]:
            pass


def driver(uri: str, auth: tuple[str, str] | None) -> Driver:
    """A driver for `uri`, quiet and patient enough for a database that is far away."""
    made: Driver = _neo4j().GraphDatabase.driver(uri, auth=auth, connection_timeout=10.0, max_transaction_retry_time=10.0, **_SAY_NOTHING)
    return made


def _neo4j() -> ModuleType:
    """The driver's package, without pandas, numpy and pyarrow.

    It would import them, which takes a second, for types that we never send it. Whoever has imported
    it before keeps it as it is.
    """
    if "neo4j" not in sys.modules:
        absent = ModuleType("neo4j._optional_deps")
        absent.__dict__.update(np=None, pd=None, pa=None, pa_compute=None)
        sys.modules["neo4j._optional_deps"] = absent
    import neo4j

    return neo4j


def within(seconds: float, work: Callable[[], _T], *, stop: Callable[[], object]) -> _T:
    """The result of `work`, done by a thread of its own. After `seconds` calls `stop`, and raises QueryTimeout soon after.

    It does so even where neither the work nor the stopping comes to an end.
    """
    answer = _begun(work)
    try:
        return answer.result(seconds)
    except BaseException as reason:
        if answer.done():
            raise
        both: list[Future[Any]] = [answer, _begun(stop)]
        wait(both, GRACE)
        if isinstance(reason, TimeoutError):
            raise QueryTimeout(f"the query took longer than {seconds:g} seconds and was stopped") from None
        raise


def _begun(work: Callable[[], _T]) -> Future[_T]:
    future: Future[_T] = Future()

    def fulfil() -> None:
        try:
            future.set_result(work())
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=fulfil, daemon=True, name="despite-query").start()
    return future


def plain(value: Any) -> Any:
    """A value of the driver with Python's own dates and times; nodes, relationships and paths stay what they are."""
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if hasattr(value, "to_native"):
        return value.to_native()
    for part in (*getattr(value, "nodes", ()), *getattr(value, "relationships", ()), value):
        for key, held in getattr(part, "_properties", {}).items():
            part._properties[key] = plain(held)
    return value


@contextmanager
def errors() -> Iterator[None]:
    """Turns the driver's errors into ours."""
    from neo4j import exceptions

    try:
        yield
    except exceptions.Neo4jError as error:
        raise _translated(error.code or "", error.message or str(error)) from error
    except (exceptions.DriverError, OSError) as error:
        raise StoreUnavailable(f"the graph database does not answer: {error}") from error
    except (TypeError, ValueError, OverflowError) as error:
        raise QueryFailed(f"a value cannot be sent to the graph database: {error}") from error


def _translated(code: str, message: str) -> StoreError:
    if "TimedOut" in code or code.endswith("Transaction.Terminated"):
        return QueryTimeout(f"the query took too long and was stopped ({message})")
    if code.endswith(("Security.Forbidden", "Statement.AccessMode")):
        return WriteRefused(f"the query would do more than read: {message}")
    if ".Security." in code:
        return StoreUnavailable(f"the graph database does not let us in: {message}")
    return QueryFailed(message)


def _schema() -> Iterator[str]:
    for node in schema.NODE_TYPES:
        yield f"CREATE CONSTRAINT despite_{node.label}_id IF NOT EXISTS FOR (n:{node.label}) REQUIRE n.id IS UNIQUE"
        for name in _indexed(node.properties):
            if name != "id":
                yield f"CREATE INDEX despite_{node.label}_{name} IF NOT EXISTS FOR (n:{node.label}) ON (n.{name})"
    for edge in schema.EDGE_TYPES:
        for name in _indexed(schema.FACT_PROPERTIES):
            yield f"CREATE INDEX despite_{edge.name}_{name} IF NOT EXISTS FOR ()-[r:{edge.name}]-() ON (r.{name})"


def _indexed(properties: Sequence[schema.Property]) -> list[str]:
    return [found.name for found in properties if found.indexed]


def _quoted(label: str) -> str:
    return "`" + label.replace("`", "``") + "`"
