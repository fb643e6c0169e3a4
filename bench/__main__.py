"""`make bench`: claims a second through ledger, facts and store, and the main question's time, at three sizes, on both stores.

Sizes: BENCH_SIZES (default 10000,100000,1000000). A store can be left out with BENCH_STORES=embedded.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from bench.synthetic import batch
from graph import ledger, paths, query, reference
from graph.build import build
from graph.lookup import names
from graph.project import project
from graph.run import run
from graph.store import Store, open_store
from graph.whole import Graph, things_of
from tests.neo4j_server import server

_T = TypeVar("_T")
_REPEATS = 15
#: The same question without stored verdicts: every deal of a vendor with a ban is looked at.
_NAIVE = """
MATCH (c:Company)-[b:BANS_SALE]->(k:CustomerClass {name: 'police'})
MATCH (c)-[s:SOLD_TO]->(a:Agency) WHERE a.level = 'federal' AND (s.end_latest IS NULL OR s.end_latest >= date('2024-06-01'))
RETURN c.name AS vendor, a.name AS agency, s.id AS fact, b.id AS ban ORDER BY vendor, agency, fact, ban
"""


def timed(work: Callable[[], _T]) -> tuple[float, _T]:
    """Seconds that it took, and what it gave."""
    start = time.perf_counter()
    found = work()
    return time.perf_counter() - start, found


def median(work: Callable[[], Any]) -> float:
    """Median milliseconds of repeated calls, after one that does not count."""
    work()
    return statistics.median(timed(work)[0] for _ in range(_REPEATS)) * 1000


def main() -> None:
    """Print one table."""
    sizes = [int(s) for s in os.environ.get("BENCH_SIZES", "10000,100000,1000000").split(",")]
    print(f"{platform.python_version()} on {platform.machine()}, {os.cpu_count()} processors\n")
    print("claims a second through each stage; `floor` is how many times longer it takes than DuckDB's own copy of the same rows to Parquet")
    print(f"{'claims':>9} {'stage':<22} {'seconds':>9} {'claims/s':>10} {'floor':>8}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            measure(size, Path(folder))
    sys.stdout.flush()


def measure(size: int, folder: Path) -> None:
    """All stages at one size."""
    book = ledger.Ledger(folder)
    took, _ = timed(partial(book.append, batch(size)))
    live = book.live()
    floor, _ = timed(lambda: _copy(live["claims"], folder / "floor.parquet"))
    _line(size, "ledger: append", took, floor)
    took, live = timed(book.live)
    _line(size, "ledger: what counts", took, floor)
    took, graph = timed(lambda: build(live, reference.load()))
    _line(size, "facts and verdicts", took, floor)
    for name, opened in _stores(folder):
        with opened as store:
            _store(size, name, store, graph, floor)


def _copy(table: Any, out: Path) -> None:
    with duckdb.connect() as db:
        db.register("rows", table)
        db.sql(f"COPY rows TO '{out}' (FORMAT parquet)")


def _line(size: int, stage: str, seconds: float, floor: float) -> None:
    print(f"{size:>9,} {stage:<22} {seconds:>9.2f} {size / seconds:>10,.0f} {seconds / floor:>7.1f}×", flush=True)


def _stores(folder: Path) -> Iterator[tuple[str, Any]]:
    wanted = os.environ.get("BENCH_STORES", "embedded,neo4j").split(",")
    if "embedded" in wanted:
        yield "embedded", open_store("embedded:", home=folder)
    if "neo4j" in wanted:
        yield "neo4j", _neo4j()


@contextmanager
def _neo4j() -> Iterator[Store]:
    with server() as uri, open_store(uri) as store:
        yield store
        store.clear()


def _store(size: int, name: str, store: Store, graph: Graph, floor: float) -> None:
    took, _ = timed(lambda: project(graph, "bench", store, before=None))
    _line(size, f"{name}: project", took, floor)
    saved = query.read(paths.cypher_folder() / "despite.cypher")
    index = names(things_of(graph))
    rows = len(run(saved, {"as_of": "2024-06-01"}, store, index).rows)
    main_question = median(lambda: run(saved, {"as_of": "2024-06-01"}, store, index))
    naive = median(lambda: store.read(_NAIVE))
    print(
        f"{size:>9,} {name + ': main question':<22} {main_question:>6.0f} ms   {rows} rows; the naive join takes {naive:.0f} ms, {naive / main_question:.1f}×",
        flush=True,
    )


if __name__ == "__main__":
    main()
