"""A Neo4j server of the user's own: one machine, a cluster, or Aura.

Three walls keep `read` from writing and fetching: the words of the query, the plan that EXPLAIN gives, and the READ access
mode. The last alone would let through LOAD CSV and procedures, which reach files and the network.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from graph.store.base import QueryFailed, WriteRefused
from graph.store.bolt import BoltStore, driver, errors
from graph.store.cypher import PROCEDURES, refuse_fetching

if TYPE_CHECKING:
    from neo4j import Driver, ResultSummary

_REMEMBERED = 1_000
_EXPLAIN = "EXPLAIN\n"
_PLACE = re.compile(r"line (\d+), column (\d+) \(offset: \d+\)")


class Neo4jStore(BoltStore):
    """The Neo4j server at `address`, which may hold name and password; else they come from the environment."""

    def __init__(self, address: str) -> None:
        uri, auth = _without_password(address)
        super().__init__(uri)
        self._database = os.environ.get("NEO4J_DATABASE") or None
        self._checked: set[str] = set()
        with errors():
            self._server = driver(uri, auth)
            try:
                self._server.verify_connectivity()
            except BaseException:
                self._server.close()
                raise

    def prepare(self) -> None:
        """See `Store.prepare`. Waits until the indexes are filled."""
        super().prepare()
        self._command("CALL db.awaitIndexes(300)")

    def close(self) -> None:
        """See `Store.close`."""
        self._server.close()

    def _driver(self, *, write: bool) -> Driver:
        return self._server

    def _check(self, cypher: str) -> None:
        if cypher in self._checked:
            return
        summary = self._explained(cypher)
        if summary.query_type != "r":
            raise WriteRefused("the query would do more than read")
        for operator in _operators(summary.plan or {}):
            _refuse(operator)
        if len(self._checked) >= _REMEMBERED:
            self._checked.clear()
        self._checked.add(cypher)

    def _explained(self, cypher: str) -> ResultSummary:
        try:
            with errors(), self._server.session(database=self._database, default_access_mode="READ") as session:
                return session.run(_EXPLAIN + cypher).consume()
        except QueryFailed as error:
            raise QueryFailed(_PLACE.sub(_place, str(error).partition("\n")[0])) from error


def _place(found: re.Match[str]) -> str:
    return f"line {int(found[1]) - 1}, column {found[2]}"


def _operators(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield plan
    for child in plan.get("children", ()):
        yield from _operators(child)


def _refuse(operator: Mapping[str, Any]) -> None:
    kind = str(operator.get("operatorType", "")).partition("@")[0]
    details = str(operator.get("args", {}).get("Details", ""))
    if kind == "LoadCSV":
        refuse_fetching("LOAD CSV")
    refuse_fetching(details)  # a query within an expression has no operators of its own
    name = details.partition("(")[0].strip()
    if (kind == "ProcedureCall" and name not in PROCEDURES) or "ResolvedCall(" in details:
        raise WriteRefused(f"only these procedures may be called here, and not within an expression: {', '.join(sorted(PROCEDURES))}")


def _without_password(address: str) -> tuple[str, tuple[str, str] | None]:
    parts = urlsplit(address)
    user, _, password = parts.netloc.rpartition("@")[0].partition(":")
    name = unquote(user) or os.environ.get("NEO4J_USERNAME") or "neo4j"
    secret = unquote(password) or os.environ.get("NEO4J_PASSWORD")
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl(), (name, secret) if secret else None
