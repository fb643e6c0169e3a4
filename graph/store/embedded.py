"""The embedded graph: ArcadeDB in the folder of an analyst, owned by one process and open to others.

Whoever gets the lock on the folder owns it and runs the database; others find its Bolt port and the passwords in a
file that only their user can read. When the owner ends, the next one that needs the graph takes over.
"""

from __future__ import annotations

import json
import os
import secrets
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from graph.store import engine
from graph.store.base import DEFAULT, Limits, Result, StoreUnavailable
from graph.store.bolt import BoltStore, driver, errors

if TYPE_CHECKING:
    from neo4j import Driver, Session

#: Seconds to wait for the database of another process that is still starting.
PATIENCE = 60.0

_STOP = "SHOW TRANSACTIONS YIELD transactionId AS id, clientAddress AS client WHERE client ENDS WITH $client TERMINATE TRANSACTIONS id"


class EmbeddedStore(BoltStore):
    """ArcadeDB in `folder`. Reading uses a database user that has no right to anything else."""

    _database = engine.DATABASE

    def __init__(self, folder: Path) -> None:
        super().__init__(f"embedded:{folder}")
        self._folder = folder.absolute()
        self._card = self._folder / "server.json"
        self._mutex = threading.RLock()
        self._engine: engine.Engine | None = None
        self._drivers: dict[bool, Driver] = {}
        self._seen: object = None
        self._closed = False
        _make_private(self._folder)
        # The operating system takes the lock back when its process ends, however it ends.
        self._lock = FileLock(self._folder / "lock", timeout=0, mode=0o600, thread_local=False, fallback_to_soft=False)
        self._driver(write=False)

    def read(self, cypher: str, params: Mapping[str, Any] | None = None, *, limits: Limits = DEFAULT) -> Result:
        """See `Store.read`. Where the owner ended in the middle of it, asks the next one."""
        try:
            return super().read(cypher, params, limits=limits)
        except StoreUnavailable:
            if self._engine or self._closed:
                raise
            self._disconnect()
            return super().read(cypher, params, limits=limits)

    def close(self) -> None:
        """See `Store.close`. Other processes that are connected take the graph over."""
        with self._mutex:
            self._closed = True
            self._end()

    def _driver(self, *, write: bool) -> Driver:
        with self._mutex:
            if self._closed:
                raise StoreUnavailable(f"{self.address} has been closed")
            if not self._engine and (not self._drivers or self._owner_changed()):
                self._connect()
            return self._drivers[write]

    def _stop(self, session: Session) -> None:
        connection = session._connection
        if connection:
            with errors(), self._driver(write=True).session(database=self._database) as other:
                other.run(_STOP, client=f":{connection.local_port}").consume()

    def _lock_it(self) -> bool:
        """Whether the folder is ours now; does not wait for it."""
        try:
            return self._lock.is_locked or bool(self._lock.acquire())
        except Timeout:
            return False
        except OSError as error:
            raise StoreUnavailable(f"{self._folder} cannot be locked ({error}); keep the graph on a disk of this machine") from error

    def _owner_changed(self) -> bool:
        return self._lock_it() or self._seen != _stamp(self._card)

    def _connect(self) -> None:
        self._disconnect()
        end = time.monotonic() + PATIENCE
        while not (self._lock_it() or self._attach()):
            if time.monotonic() > end:
                raise StoreUnavailable(f"another process holds {self._folder}, but its database does not answer; end it and try again")
            time.sleep(0.05)
        if self._lock.is_locked:
            self._own()

    def _own(self) -> None:
        self._card.unlink(missing_ok=True)
        passwords = {engine.WRITER: secrets.token_urlsafe(32), engine.READER: secrets.token_urlsafe(32)}
        try:
            self._engine = engine.start(self._folder, writer=passwords[engine.WRITER], reader=passwords[engine.READER])
            self._dial(self._engine.port, passwords)
            _write_private(self._card, {"pid": os.getpid(), "port": self._engine.port, **passwords})
        except BaseException:
            self._end()
            raise

    def _attach(self) -> bool:
        """Whether the owner's database answers."""
        try:
            stamp = _stamp(self._card)
            card = json.loads(self._card.read_text(encoding="utf-8"))
            self._dial(card["port"], card)
            with errors():
                self._drivers[False].verify_connectivity()
        except (OSError, ValueError, KeyError, StoreUnavailable):
            self._disconnect()
            return False
        self._seen = stamp
        return True

    def _dial(self, port: int, passwords: Mapping[str, str]) -> None:
        for write, user in ((True, engine.WRITER), (False, engine.READER)):
            self._drivers[write] = driver(f"bolt://127.0.0.1:{port}", (user, passwords[user]))

    def _end(self) -> None:
        self._disconnect()
        if self._engine:
            self._card.unlink(missing_ok=True)
            self._engine.stop()
            self._engine = None
        self._lock.release()

    def _disconnect(self) -> None:
        with self._mutex:
            for held in self._drivers.values():
                held.close()
            self._drivers = {}


def _make_private(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)
    except OSError as error:
        raise StoreUnavailable(f"the graph cannot lie in {folder}: {error}") from error


def _write_private(path: Path, content: Mapping[str, Any]) -> None:
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600, exist_ok=False)
    draft.write_text(json.dumps(content), encoding="utf-8")
    draft.replace(path)


def _stamp(path: Path) -> object:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns
