"""What a graph database is to the rest of the project: `Store`, its results, its limits and its errors.

Abstract at "run this Cypher" and "write these rows", not at each operation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self, runtime_checkable

if TYPE_CHECKING:
    import pandas


class StoreError(Exception):
    """Something went wrong with the graph database. The message can be shown to a person."""


class WriteRefused(StoreError):
    """`read` was given a query that would write, fetch or administer."""


class QueryFailed(StoreError):
    """The database refused the query: a mistake in it, or too much for the database's memory."""


class QueryTimeout(StoreError):
    """The query took longer than its limit and was stopped."""


class StoreUnavailable(StoreError):
    """The database does not answer, or does not let us in."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much a query may return, in rows, and how long it may take, in seconds."""

    rows: int = 10_000
    seconds: float = 30.0


@dataclass(frozen=True, kw_only=True)
class Result:
    """The rows of a query.

    Nodes, relationships and paths are those of the `neo4j` driver; days are `datetime.date`. `truncated`
    is true where there were more rows than the limit allowed.
    """

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    truncated: bool = False

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a DataFrame, one column for each of `columns`."""
        import pandas

        return pandas.DataFrame.from_records(self.rows, columns=list(self.columns))


DEFAULT = Limits()


@runtime_checkable
class Store(Protocol):
    """A graph database. Any thread may call any method."""

    @property
    def address(self) -> str:
        """Where the graph is, without any password."""
        ...

    def read(self, cypher: str, params: Mapping[str, Any] | None = None, *, limits: Limits = DEFAULT) -> Result:
        """The rows of a query that only reads. Raises WriteRefused, QueryFailed, QueryTimeout or StoreUnavailable."""
        ...

    def write(self, cypher: str, rows: Sequence[Mapping[str, Any]], *, batch: int = 5_000, progress: Callable[[int], None] | None = None) -> int:
        """Runs `cypher` over `$rows`, one transaction for each batch, and returns how many rows were given.

        For our own projection only, never for a user's text. The query should MERGE by id, since a batch whose
        connection breaks is sent again. `progress` gets the number of rows written so far.
        """
        ...

    def prepare(self) -> None:
        """Makes the constraints and indexes of the schema, where they are missing. Do it before the first write."""
        ...

    def clear(self) -> None:
        """Deletes all nodes with a label of our schema, with their relationships; whatever else is there stays."""
        ...

    def foreign_labels(self) -> list[str]:
        """Labels of nodes that are not ours. Do not project into a database that has some.

        All labels are foreign as long as no Projection node says that the graph is ours: somebody else may
        have companies, too. So a projection writes its Projection node first.
        """
        ...

    def close(self) -> None:
        """Ends the connections; an embedded database is closed. Calling it twice does no harm."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...
