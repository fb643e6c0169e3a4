"""Run a saved query or a line of Cypher: rows out, read-only, within limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.lookup import Names
from graph.query import Parameter, Query
from graph.store.base import Limits, Store

if TYPE_CHECKING:
    import pandas


class BadParameter(ValueError):
    """A parameter that is missing, unknown or of the wrong kind; the message says which are expected."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Rows of a query. `truncated` is true where there were more than the limit."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    truncated: bool = False
    query: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)

    def column(self, name: str) -> list[Any]:
        """The values of one column."""
        place = self.columns.index(name)
        return [row[place] for row in self.rows]

    def records(self) -> list[dict[str, Any]]:
        """The rows as dictionaries."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    @property
    def facts(self) -> list[str]:
        """Ids of the facts that the rows rest on, in their order: columns `fact`, `…_fact`, `facts`, `denial`."""
        places = [i for i, c in enumerate(self.columns) if c in ("fact", "facts", "denial") or c.endswith("_fact")]
        ids = (i for row in self.rows for p in places for i in (row[p] if isinstance(row[p], list) else [row[p]]))
        return list(dict.fromkeys(i for i in ids if i))

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a data frame."""
        import pandas

        return pandas.DataFrame(self.rows, columns=list(self.columns))


def run(query: Query, given: Mapping[str, Any], store: Store, names: Names, *, limits: Limits | None = None) -> Answer:
    """Run a saved query with parameters given as text or as values. Raises BadParameter and StoreError."""
    params = values(query.parameters, given, names)
    result = store.read(query.cypher, params, limits=limits or Limits())
    return Answer(columns=tuple(result.columns), rows=list(result.rows), truncated=result.truncated, query=query.cypher, params=params)


def cypher(text: str, params: Mapping[str, Any], store: Store, *, limits: Limits | None = None) -> Answer:
    """Run a line of Cypher. A write is refused by the store. Raises StoreError."""
    result = store.read(text, dict(params), limits=limits or Limits())
    return Answer(columns=tuple(result.columns), rows=list(result.rows), truncated=result.truncated, query=text, params=dict(params))


def values(parameters: Sequence[Parameter], given: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """What reaches the query: given values or defaults, names turned into ids."""
    if unknown := set(given) - {p.name for p in parameters}:
        raise BadParameter(f"there is no parameter {', '.join(sorted(unknown))}; {_expected(parameters)}")
    return {p.name: _value(p, given.get(p.name, p.default), names, parameters) for p in parameters}


def _value(parameter: Parameter, given: Any, names: Names, all: Sequence[Parameter]) -> Any:
    if given is None:
        raise BadParameter(f"{parameter.name} is needed; {_expected(all)}")
    if not isinstance(given, str) or (isinstance(given, str) and not given and not parameter.required):
        return None if given == "" else given
    try:
        return names.one(given, parameter.labels).id if parameter.labels else parameter.value(given)
    except ValueError as error:
        raise BadParameter(f"{parameter.name}: {error}") from None


def _expected(parameters: Iterable[Parameter]) -> str:
    listed = [f"{p.name} ({p.type}{'' if p.required else ', default ' + (p.default or 'any')})" for p in parameters]
    return f"it takes {', '.join(listed)}" if listed else "it takes none"


def plain(value: Any) -> Any:
    """A value as JSON has it: nodes and relationships become their properties, with labels or type."""
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping) and not hasattr(value, "element_id"):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(v) for v in value]
    return _graph_value(value)


def _graph_value(value: Any) -> Any:
    if hasattr(value, "labels"):
        return {"labels": sorted(value.labels), **{k: plain(v) for k, v in dict(value).items()}}
    if hasattr(value, "nodes") and hasattr(value, "relationships"):
        return {"nodes": [plain(n) for n in value.nodes], "relationships": [plain(r) for r in value.relationships]}
    if hasattr(value, "type") and hasattr(value, "nodes"):
        return {"type": value.type, **{k: plain(v) for k, v in dict(value).items()}}
    return str(value)
