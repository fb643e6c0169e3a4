"""The ledger: an append-only folder of Parquet files, one small set per load. It is the truth; the graph is derived.

    ledger/loads.jsonl                one line per load or retraction: the line commits it
    ledger/loads/00000001-…/          documents, entities, claims, candidates
    ledger/judgements.jsonl           who is who, decided by a person

Nothing is edited. A load whose line is missing from loads.jsonl never happened: killed at any point,
the ledger is as before or as after.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from filelock import FileLock

from graph import tables
from graph.claims import Batch

Clock = Callable[[], datetime]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of loads.jsonl."""

    seq: int
    event: str
    at: str
    folder: str | None = None
    document: str | None = None
    counts: dict[str, int] | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Appended:
    """What a load did: documents that are new, changed (they supersede an earlier version) or known already."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    claims: int = 0


def _now() -> datetime:
    return datetime.now(UTC)


class Ledger:
    """The ledger in `home`. Safe for several processes: writers take turns, readers never wait."""

    def __init__(self, home: Path, *, clock: Clock = _now) -> None:
        self.folder = home / "ledger"
        self._log = self.folder / "loads.jsonl"
        self._clock = clock

    # -- reading ----------------------------------------------------------------------------------

    def entries(self, known_at: date | None = None) -> list[Entry]:
        """What was committed, in order; up to the end of the day `known_at` (UTC), if given."""
        lines = self._log.read_bytes().split(b"\n")[:-1] if self._log.exists() else []
        entries = [Entry(**(row | {"sources": tuple(row.get("sources", ()))})) for row in map(json.loads, lines)]
        return [e for e in entries if known_at is None or e.at[:10] <= known_at.isoformat()]

    def state(self, known_at: date | None = None) -> str:
        """A hash of what the ledger holds: it changes with every load and retraction, and only then."""
        entries = self.entries(known_at)
        judged = self.folder / "judgements.jsonl"
        content = repr(entries).encode() + (judged.read_bytes() if judged.exists() else b"")
        return hashlib.sha256(content).hexdigest()[:20]

    def live(self, known_at: date | None = None) -> dict[str, pa.Table]:
        """Documents, entities, claims and candidates that count: the last version of each document, unless retracted."""
        entries = self.entries(known_at)
        documents = self._live_documents(entries)
        rest = {name: self._live_rows(name, entries, documents) for name in tables.SCHEMAS if name != "documents"}
        return {"documents": documents.drop_columns(["seq"]), **rest}

    def _live_documents(self, entries: Iterable[Entry]) -> pa.Table:
        entries = list(entries)
        loaded = self._read("documents", entries)
        gone = pa.table({
            "id": pa.array([e.document for e in entries if e.event == "retract"], pa.string()),
            "gone": pa.array([e.seq for e in entries if e.event == "retract"], pa.int64()),
        })  # fmt: skip
        return _sql(
            "SELECT loaded.* FROM loaded LEFT JOIN (SELECT id, max(gone) AS gone FROM gone GROUP BY id) AS g USING (id) "
            "WHERE g.gone IS NULL OR loaded.seq > g.gone QUALIFY seq = max(seq) OVER (PARTITION BY loaded.id) ORDER BY loaded.id",
            loaded=loaded,
            gone=gone,
        )

    def _live_rows(self, name: str, entries: Iterable[Entry], documents: pa.Table) -> pa.Table:
        rows = self._read(name, entries)
        return _sql(
            "SELECT rows.* EXCLUDE (seq) FROM rows SEMI JOIN documents ON rows.document = documents.id AND rows.seq = documents.seq",
            rows=rows,
            documents=documents,
        )

    def _read(self, name: str, entries: Iterable[Entry]) -> pa.Table:
        """One table over all loads, with the number of the load in `seq`."""
        field = pa.field("seq", pa.int64())
        parts = [tables.SCHEMAS[name].append(field).empty_table()]
        for entry in entries:
            if entry.folder:
                part = tables.read_parquet(self.folder / "loads" / entry.folder / f"{name}.parquet").cast(tables.SCHEMAS[name])
                parts.append(part.append_column(field, pa.repeat(entry.seq, len(part))))
        return pa.concat_tables(parts)

    # -- writing ----------------------------------------------------------------------------------

    def append(self, batch: Batch, *, sources: Iterable[str] = ()) -> Appended:
        """Take a batch in. Documents whose content is known already are left out; nothing new writes nothing."""
        found = tables.to_tables(batch)
        with self._writing():
            entries = self.entries()
            appended, fresh = _sort_out(found, self._live_documents(entries))
            if fresh:
                kept = {name: _only(table, _document_column(name), fresh) for name, table in found.items()}
                self._commit_load(entries, kept, tuple(sources))
            return appended

    def preview(self, batch: Batch) -> tuple[Appended, dict[str, pa.Table]]:
        """What `append` would do, and what would then count. Nothing is written."""
        found, live = tables.to_tables(batch), self.live()
        appended, fresh = _sort_out(found, live["documents"])
        kept = {name: _only(table, _document_column(name), fresh) for name, table in found.items()}
        rest = {name: _without(table, _document_column(name), fresh) for name, table in live.items()}
        return appended, {name: pa.concat_tables([rest[name], kept[name]]) for name in tables.SCHEMAS}

    def without(self, document: str) -> dict[str, pa.Table] | None:
        """What would count if a document were retracted; None if it is not there."""
        live = self.live()
        if document not in self._versions(live["documents"]):
            return None
        return {name: _without(table, _document_column(name), [document]) for name, table in live.items()}

    def retract(self, document: str) -> bool:
        """Take a document back, and all that only it says. False if it is not there."""
        with self._writing():
            entries = self.entries()
            if document not in self._versions(self._live_documents(entries)):
                return False
            self._commit(Entry(seq=len(entries) + 1, event="retract", at=self._stamp(), document=document))
            return True

    @staticmethod
    def _versions(documents: pa.Table) -> dict[str, str]:
        return dict(zip(documents["id"].to_pylist(), documents["version"].to_pylist(), strict=True))

    def _stamp(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="seconds")

    def _commit_load(self, entries: list[Entry], kept: dict[str, pa.Table], sources: tuple[str, ...]) -> None:
        seq = len(entries) + 1
        folder = f"{seq:08d}-{os.urandom(4).hex()}"
        _write_folder(self.folder / "loads" / folder, kept)
        counts = {name: len(table) for name, table in kept.items()}
        self._commit(Entry(seq=seq, event="load", at=self._stamp(), folder=folder, counts=counts, sources=sources))

    def _commit(self, entry: Entry) -> None:
        """Append one line: this is the moment at which the change has happened."""
        row = {k: v for k, v in vars(entry).items() if v not in (None, ())}
        with self._log.open("ab") as log:
            log.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
            _sync(log.fileno())

    @contextmanager
    def _writing(self) -> Iterator[None]:
        (self.folder / "loads").mkdir(parents=True, exist_ok=True)
        with FileLock(self.folder / "lock"):
            self._heal()
            yield

    def _heal(self) -> None:
        """Remove what a killed writer left: half a line, folders without a line."""
        if self._log.exists():
            content = self._log.read_bytes()
            whole = content.rfind(b"\n") + 1
            if whole < len(content):
                os.truncate(self._log, whole)
        known = {e.folder for e in self.entries()}
        for folder in (self.folder / "loads").iterdir():
            if folder.name not in known:
                shutil.rmtree(folder)


def _sql(query: str, **named: pa.Table) -> pa.Table:
    """The rows of one query over Arrow tables."""
    with duckdb.connect() as db:
        for name, table in named.items():
            db.register(name, table)
        return db.sql(query).to_arrow_table()


def _sort_out(found: dict[str, pa.Table], live: pa.Table) -> tuple[Appended, list[str]]:
    """What is new, changed or known. A text without an address that is there already, under another id, is known: a file was moved or copied."""
    versions = dict(zip(live["id"].to_pylist(), live["version"].to_pylist(), strict=True))
    texts = set(live["sha256"].to_pylist()) - {None}
    rows = found["documents"].select(["id", "version", "sha256", "url"]).to_pylist()
    known = {r["id"] for r in rows if versions.get(r["id"]) == r["version"] or (r["id"] not in versions and not r["url"] and r["sha256"] in texts)}
    ids = [r["id"] for r in rows]
    fresh = [i for i in ids if i not in known]
    claims = len(_only(found["claims"], "document", fresh))
    changed = tuple(i for i in fresh if i in versions)
    return Appended(new=tuple(i for i in fresh if i not in versions), changed=changed, known=tuple(i for i in ids if i in known), claims=claims), fresh


def _document_column(name: str) -> str:
    return "id" if name == "documents" else "document"


def _without(table: pa.Table, column: str, values: list[str]) -> pa.Table:
    return table.filter(pc.invert(pc.is_in(table[column], pa.array(values, pa.string()))))


def _only(table: pa.Table, column: str, values: list[str]) -> pa.Table:
    return table.filter(pc.is_in(table[column], pa.array(values, pa.string())))


def _write_folder(folder: Path, found: dict[str, pa.Table]) -> None:
    folder.mkdir()
    for name, table in found.items():
        with (folder / f"{name}.parquet").open("wb") as file:
            pq.write_table(table, file, compression="zstd")
            _sync(file.fileno())
    _sync_folder(folder)


def _sync(descriptor: int) -> None:
    os.fsync(descriptor)


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        _sync(descriptor)
        os.close(descriptor)
