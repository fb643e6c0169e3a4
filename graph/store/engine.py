"""ArcadeDB inside this process: the Java machine, one server for each folder, Bolt on a loopback port.

The engine insists on an HTTP server while it starts; it is closed as soon as the database answers, so that
Bolt on 127.0.0.1 is all that listens.
"""

from __future__ import annotations

import atexit
import json
import os
import shlex
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.store.base import StoreUnavailable

DATABASE = "despite"
WRITER = "root"
READER = "reader"

#: A query that nobody waits for any more (its client was killed) ends after this time.
LONGEST_QUERY = 600.0

_GIGABYTE = 2**30
_BOLT = "com.arcadedb.bolt.BoltProtocolPlugin"
_starting = threading.Lock()

#: Settings of the whole engine. Passwords are long and random, so that hashing them slowly would gain nothing.
_ENGINE = {
    "arcadedb.opencypher.loadCsv.allowFileUrls": False,
    "arcadedb.opencypher.loadCsv.allowRemoteUrls": False,
    "arcadedb.polyglotEngineEnabled": False,
    "arcadedb.serverMetrics": False,
    "arcadedb.server.healthCheck.enabled": False,
    "arcadedb.server.saltIterations": 100,
    "arcadedb.support.autoRegister": False,
    "arcadedb.bolt.maxMessageSize": 2**28,
    "arcadedb.command.timeout": int(LONGEST_QUERY * 1000),
}

_SERVER = {
    "arcadedb.server.mode": "development",  # the production mode hides every error message
    "arcadedb.server.httpIncomingHost": "127.0.0.1",
    "arcadedb.server.httpIncomingPort": 0,
    "arcadedb.server.plugins": f"Bolt:{_BOLT}",
    "arcadedb.bolt.host": "127.0.0.1",
    "arcadedb.bolt.port": 0,
}


def _group(access: Sequence[str], records: Sequence[str]) -> dict[str, Any]:
    return {"resultSetLimit": -1, "readTimeout": -1, "access": list(access), "types": {"*": {"access": list(records)}}}


_GROUPS = {
    "version": 2,
    "databases": {
        "*": {
            "groups": {
                "admin": _group(("updateSecurity", "updateSchema", "updateDatabaseSettings"), ("createRecord", "readRecord", "updateRecord", "deleteRecord")),
                READER: _group((), ("readRecord",)),
                "*": _group((), ()),
            }
        }
    },
}


@dataclass(frozen=True, kw_only=True)
class Engine:
    """A running server of this process, and the port on 127.0.0.1 at which it speaks Bolt."""

    port: int
    _server: Any

    def stop(self) -> None:
        """Closes the database and frees its folder. Calling it twice does no harm."""
        atexit.unregister(self.stop)
        self._server.stop()


def start(folder: Path, *, writer: str, reader: str) -> Engine:
    """Starts the database of `folder`, with these passwords for its two users. Takes about half a second."""
    with _starting:
        try:
            return _start(folder, writer, reader)
        except ImportError as error:
            raise StoreUnavailable(f"the embedded graph needs the package arcadedb-embedded ({error})") from error
        except Exception as error:
            raise StoreUnavailable(f"the embedded graph in {folder} does not start: {error}") from error


def _start(folder: Path, writer: str, reader: str) -> Engine:
    jpype = _machine(folder)
    setting = jpype.JClass("com.arcadedb.GlobalConfiguration")
    for key, value in _ENGINE.items():
        setting.findByKey(key).setValue(value)
    _write_groups(folder)
    server = jpype.JClass("com.arcadedb.server.ArcadeDBServer")(_context(jpype, folder, writer))
    try:
        server.start()
        _create_reader(jpype, server.getSecurity(), reader)
        server.getOrCreateDatabase(DATABASE)
        server.getHttpServer().stopService()
        port = next(int(p.getPort()) for p in server.getPlugins() if p.getClass().getName() == _BOLT)
    except BaseException:
        server.stop()
        raise
    engine = Engine(port=port, _server=server)
    atexit.register(engine.stop)
    return engine


def _context(jpype: Any, folder: Path, password: str) -> Any:
    context = jpype.JClass("com.arcadedb.ContextConfiguration")()
    for key, value in {**_SERVER, "arcadedb.server.rootPath": str(folder), "arcadedb.server.rootPassword": password}.items():
        context.setValue(key, value)
    return context


def _write_groups(folder: Path) -> None:
    config = folder / "config"
    config.mkdir(exist_ok=True)
    (config / "server-users.jsonl").unlink(missing_ok=True)
    (config / "server-groups.json").write_text(json.dumps(_GROUPS), encoding="utf-8")


def _create_reader(jpype: Any, security: Any, password: str) -> None:
    user = {"name": READER, "password": str(security.encodePassword(password)), "databases": {DATABASE: [READER]}}
    security.createUser(jpype.JClass("com.arcadedb.serializer.json.JSONObject")(json.dumps(user)))


def _machine(folder: Path) -> Any:
    """The Java machine of this process, started at the first call; its log lies in the first folder.

    The thread that creates the machine counts as one that it must wait for at the end, and hands that down to
    the threads that it starts. So a thread of its own creates it and leaves it; then a query that cannot be
    stopped does not keep the process alive.
    """
    import jpype

    if not jpype.isJVMStarted():
        failures: list[BaseException] = []
        thread = threading.Thread(target=_create_machine, args=(folder, failures))
        thread.start()
        thread.join()
        if failures:
            raise failures[0]
    return jpype


def _create_machine(folder: Path, failures: list[BaseException]) -> None:
    import jpype

    try:
        from arcadedb_embedded import jvm

        jars = sorted(str(path) for path in Path(jvm.get_jar_path()).glob("*.jar"))
        with _locale_of_utf8():
            jpype.startJVM(jvm.get_bundled_jre_lib_path(), *_arguments(folder), classpath=jars, interrupt=False)
        jpype.JClass("java.lang.System").setProperty("java.util.logging.config.file", str(_log_settings(folder)))
    except BaseException as error:
        failures.append(error)
    finally:
        if jpype.isJVMStarted():
            jpype.JClass("java.lang.Thread").detach()


@contextmanager
def _locale_of_utf8() -> Iterator[None]:
    """Java takes the encoding of file names from the locale as it starts; in a bare one it could not open `Zoë`."""
    before = os.environ.get("LC_ALL")
    chosen = before or os.environ.get("LC_CTYPE") or os.environ.get("LANG") or ""
    if sys.platform != "linux" or "utf" in chosen.lower():
        yield
        return
    os.environ["LC_ALL"] = "C.UTF-8"
    try:
        yield
    finally:
        del os.environ["LC_ALL"]
        if before is not None:
            os.environ["LC_ALL"] = before


def _arguments(folder: Path) -> list[str]:
    """Options of the Java machine. Those in ARCADEDB_JVM_ARGS come last, and win."""
    opens = ("java.util.concurrent.atomic", "java.nio.channels.spi", "java.lang")
    return [
        f"-Xmx{_heap() // 2**20}m",
        "-XX:+UseParallelGC",  # a third less work than the default collector, at the start and in a long load
        # Compile thoroughly only what runs much: a start takes a fifth less, a long load takes no longer.
        "-XX:Tier4InvocationThreshold=20000",
        "-XX:Tier4MinInvocationThreshold=2400",
        "-XX:Tier4CompileThreshold=60000",
        "-XX:Tier4BackEdgeThreshold=160000",
        "-XX:+UseCompactObjectHeaders",
        "-Xrs",  # signals belong to Python; without it SIGTERM crashes the process
        "-Djava.awt.headless=true",
        "-Dfile.encoding=UTF-8",
        "--enable-native-access=ALL-UNNAMED",
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in opens),
        f"-XX:ErrorFile={folder}/log/crash-%p.log",
        *shlex.split(os.environ.get("ARCADEDB_JVM_ARGS", "")),
    ]


def _heap() -> int:
    """Half of the machine's memory, at most 4 GB and at least 512 MB."""
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        memory = 4 * _GIGABYTE
    return max(_GIGABYTE // 2, min(4 * _GIGABYTE, memory // 2))


def _log_settings(folder: Path) -> Path:
    """The engine says little, and all of it goes to a file: standard output belongs to data."""
    log = folder / "log"
    log.mkdir(exist_ok=True)
    pattern = json.dumps(f"{log}/engine.log".replace("%", "%%"))[1:-1]  # escapes as Java's properties want them
    path = log / "log.properties"
    path.write_text(
        "handlers = java.util.logging.FileHandler\n.level = WARNING\n"
        f"java.util.logging.FileHandler.pattern = {pattern}\n"
        "java.util.logging.FileHandler.limit = 1000000\njava.util.logging.FileHandler.count = 2\n"
        "java.util.logging.FileHandler.formatter = java.util.logging.SimpleFormatter\n",
        encoding="utf-8",
    )
    return path
