"""A Neo4j server of the user's own: one machine, a cluster, or Aura.

Three walls keep `read` from writing: how the query begins, the plan that EXPLAIN gives, and the READ access mode. The
last would let through LOAD CSV and procedures, which can fetch from the network; the plan names them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from graph.store.base import WriteRefused
from graph.store.bolt import BoltStore, driver, errors

if TYPE_CHECKING:
    from neo4j import Driver

#: The procedures that a query may call; all of them only read what is in the graph.
PROCEDURES = frozenset(
    {
        "db.labels", "db.relationshipTypes", "db.propertyKeys", "db.schema.visualization", "db.schema.nodeTypeProperties",
        "db.schema.relTypeProperties", "db.index.fulltext.queryNodes", "db.index.fulltext.queryRelationships",
    }
)  # fmt: skip

_REMEMBERED = 1_000


class Neo4jStore(BoltStore):
    """The Neo4j server at `address`, which may hold name and password; else they come from the environment."""

    def __init__(self, address: str) -> None:
        uri, auth = _without_password(address)
        super().__init__(uri)
        self._database = os.environ.get("NEO4J_DATABASE") or None
        self._checked: set[str] = set()
        with errors():
            self._server = driver(uri, auth)
            self._server.verify_connectivity(database=self._database)

    def prepare(self) -> None:
        super().prepare()
        self._command("CALL db.awaitIndexes(300)")

    def close(self) -> None:
        self._server.close()

    def _driver(self, *, write: bool) -> Driver:
        return self._server

    def _check(self, cypher: str) -> None:
        if cypher in self._checked:
            return
        with self._server.session(database=self._database, default_access_mode="READ") as session:
            summary = session.run("EXPLAIN " + cypher).consume()
        if summary.query_type != "r":
            raise WriteRefused("the query would do more than read")
        for operator in _operators(summary.plan or {}):
            _refuse(operator)
        if len(self._checked) >= _REMEMBERED:
            self._checked.clear()
        self._checked.add(cypher)


def _operators(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield plan
    for child in plan.get("children", ()):
        yield from _operators(child)


def _refuse(operator: Mapping[str, Any]) -> None:
    kind = str(operator.get("operatorType", "")).partition("@")[0]
    if kind == "LoadCSV":
        raise WriteRefused("LOAD CSV is not allowed here: it reads files and addresses")
    if kind == "ProcedureCall":
        name = str(operator.get("args", {}).get("Details", "")).partition("(")[0].strip()
        if name not in PROCEDURES:
            raise WriteRefused(f"the procedure {name} is not allowed here; allowed are {', '.join(sorted(PROCEDURES))}")


def _without_password(address: str) -> tuple[str, tuple[str, str] | None]:
    parts = urlsplit(address)
    user, _, password = parts.netloc.rpartition("@")[0].partition(":")
    name = unquote(user) or os.environ.get("NEO4J_USERNAME") or "neo4j"
    secret = unquote(password) or os.environ.get("NEO4J_PASSWORD")
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl(), (name, secret) if secret else None
