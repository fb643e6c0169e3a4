"""A user's folder: ledger, derived tables and the store that shows them. What commands and pages act on.

HOME/ledger/        the truth
HOME/derived/STATE  the graph as tables, a cache
HOME/quarantine/    lines that were refused, with file, line and reason
HOME/graph/         the embedded store
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import paths
from graph.claims import Batch, Refusal
from graph.store import open_store
from graph.store.base import Store

if TYPE_CHECKING:
    import pyarrow as pa

    from graph.difference import Change
    from graph.ledger import Appended, Ledger
    from graph.lookup import Names
    from graph.project import Progress
    from graph.query import Query
    from graph.whole import Graph

_KEPT = 3
#: The modules whose rules decide what the graph holds; it is derived anew when they change.
_RULES = (
    "agencies",
    "assign",
    "build",
    "changes",
    "coverage",
    "dates",
    "derive",
    "hierarchy",
    "names",
    "reference",
    "resolve",
    "schema",
    "tables",
    "verdicts",
    "whole",
)


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What a load did, or would do."""

    appended: Appended
    changes: tuple[Change, ...]
    refusals: tuple[Refusal, ...]
    quarantine: Path | None = None


class Workspace:
    """One user's ledger and store. Open stores are closed by `close` or at the end of a `with` block."""

    def __init__(self, home: Path, address: str | None = None) -> None:
        self.home = home
        self.address = address or os.environ.get("DESPITE_STORE") or "embedded:"
        self._store: Store | None = None
        self._graph: tuple[str, Graph] | None = None
        self._live: tuple[str, dict[str, pa.Table]] | None = None

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the store, if it was opened."""
        if self._store is not None:
            self._store.close()
            self._store = None

    # -- what it holds ----------------------------------------------------------------------------

    @property
    def ledger(self) -> Ledger:
        """The ledger."""
        from graph.ledger import Ledger

        return Ledger(self.home)

    def state(self, known_at: date | None = None) -> str:
        """A hash of all that decides what the graph holds: the ledger, the reference data and the rules."""
        content = f"{self.ledger.state(known_at)} {_rules_state()}"
        return hashlib.sha256(content.encode()).hexdigest()[:20]

    def graph(self, known_at: date | None = None) -> Graph:
        """The graph as tables: read or derived once for each state."""
        state = self.state(known_at)
        if self._graph is None or self._graph[0] != state:
            self._graph = (state, self._cached(state) or self._build(self.ledger.live(known_at), state))
        return self._graph[1]

    def live(self) -> dict[str, pa.Table]:
        """Documents, entities, claims and candidates that count: read once for each state of the ledger."""
        state = self.ledger.state()
        if self._live is None or self._live[0] != state:
            self._live = (state, self.ledger.live())
        return self._live[1]

    def _build(self, live: Any, state: str | None) -> Graph:
        from graph import reference
        from graph.build import build

        graph = build(live, reference.load())
        if state:
            self._keep(graph, state)
        return graph

    def names(self) -> Names:
        """The names of all nodes, to find one by what people type; and of all technologies and classes, so that none is taken for a plain word."""
        from graph import reference
        from graph.lookup import names
        from graph.whole import things_of

        known = [t for t in reference.load().things.values() if t.label in ("Technology", "CustomerClass")]
        return names([*known, *things_of(self.graph())])

    def queries(self, warn: Callable[[str], object] = lambda problem: None) -> dict[str, Query]:
        """The saved queries: ours, and those in HOME/cypher, which win. `warn` is told of each that is left out."""
        from graph.query import read_all

        found, problems = read_all([paths.cypher_folder(), self.home / "cypher"])
        for problem in problems:
            warn(f"left out: {problem}")
        return found

    def evidence(self, facts: Sequence[str]) -> list[dict[str, Any]]:
        """The claims that facts rest on, from articles and records alike, oldest first, with their documents."""
        from graph.evidence import evidence

        return evidence(self.graph(), self.live(), facts)

    # -- the cache of derived tables --------------------------------------------------------------

    @property
    def _derived(self) -> Path:
        return self.home / "derived"

    def _cached(self, state: str) -> Graph | None:
        from graph.tables import read_parquet
        from graph.whole import Graph

        folder = self._derived / state
        if not (folder / "complete").exists():
            return None
        nodes = {p.stem.removeprefix("nodes-"): read_parquet(p) for p in folder.glob("nodes-*.parquet")}
        return Graph(nodes=nodes, edges=read_parquet(folder / "edges.parquet"), support=read_parquet(folder / "support.parquet"))

    def _keep(self, graph: Graph, state: str) -> None:
        import pyarrow.parquet as pq

        folder = self._derived / state
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        tables = {f"nodes-{label}": t for label, t in graph.nodes.items()} | {"edges": graph.edges, "support": graph.support}
        for name, table in tables.items():
            pq.write_table(table, folder / f"{name}.parquet", compression="zstd")
        (folder / "complete").touch()
        for old in sorted(self._derived.iterdir(), key=lambda p: p.stat().st_mtime)[:-_KEPT]:
            shutil.rmtree(old, ignore_errors=True)

    # -- changing it ------------------------------------------------------------------------------

    def load(self, batch: Batch, *, sources: Iterable[str] = (), dry_run: bool = False) -> Loaded:
        """Take a batch into the ledger. With `dry_run` nothing is written, and the difference is what it would be."""
        from graph.difference import differences, in_words

        before = self.graph()
        if dry_run:
            appended, live = self.ledger.preview(batch)
            after = self._build(live, None) if appended.new or appended.changed else before
        else:
            appended = self.ledger.append(batch, sources=sources)
            after = self.graph()
        changes = in_words(differences(after, before), after, before)
        quarantine = None if dry_run else self._quarantine(batch.refusals)
        return Loaded(appended=appended, changes=tuple(changes), refusals=batch.refusals, quarantine=quarantine)

    def would_fall(self, document: str) -> tuple[Change, ...] | None:
        """What would go from the graph if a document were retracted; None if there is no such document."""
        from graph.difference import differences, in_words

        live = self.ledger.without(document)
        if live is None:
            return None
        before, after = self.graph(), self._build(live, None)
        return tuple(in_words(differences(after, before), after, before))

    def _quarantine(self, refusals: tuple[Refusal, ...]) -> Path | None:
        if not refusals:
            return None
        lines = [json.dumps({"file": r.file, "line": r.line, "key": r.key, "message": r.message, "text": r.text}, ensure_ascii=False) for r in refusals]
        content = "\n".join(lines) + "\n"
        folder = self.home / "quarantine"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{hashlib.sha256(content.encode()).hexdigest()[:16]}.jsonl"
        path.write_text(content, encoding="utf-8")
        return path

    # -- the store --------------------------------------------------------------------------------

    @property
    def store(self) -> Store:
        """The store as it is; `shown` makes sure that it shows the ledger."""
        if self._store is None:
            self.home.mkdir(parents=True, exist_ok=True)
            self._store = open_store(self.address, home=self.home)
        return self._store

    def shown(self, *, progress: Progress | None = None) -> Store:
        """The store, showing what the ledger holds: what changed since is written first."""
        from graph.project import shown_state

        if shown_state(self.store) != (self.state(), True):
            self.project(progress=progress)
        return self.store

    def project(self, *, anew: bool = False, known_at: date | None = None, progress: Progress | None = None) -> int:
        """Write to the store what changed since it was last written; `anew`: everything. Returns rows written or removed."""
        from filelock import FileLock

        from graph.project import project, shown_state

        self.home.mkdir(parents=True, exist_ok=True)
        with FileLock(self.home / "projection.lock"):
            state = self.state(known_at)
            shown, complete = shown_state(self.store)
            before = self._cached(shown) if shown and complete and not anew else None
            return project(self.graph(known_at), state, self.store, before=before, progress=progress)


@lru_cache(maxsize=1)
def _rules_state() -> str:
    from graph import reference

    folder = Path(__file__).parent
    content = [(folder / f"{name}.py").read_bytes() for name in _RULES]
    return hashlib.sha256(b"\0".join(content)).hexdigest()[:20] + reference.state()


def open_workspace(home: str | os.PathLike[str] | None = None, store: str | None = None) -> Workspace:
    """The workspace of a folder (default: DESPITE_HOME, else ~/.despite) and of a store's address."""
    return Workspace(paths.home_folder(home), store)
