"""A real Neo4j for the tests: the one at NEO4J_URI, else one in Docker, else one that Maven fetches.

Each pytest process that asks for one gets its own, and ends it; nobody shares a database with another's test. The
fixture gives an address with name and password in it, as `open_store` takes it.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock
from neo4j import Driver, GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from graph.store import open_store

VERSION = "5.26.30"
PASSWORD = "despite-tests"
#: Seconds in which a server must answer.
PATIENCE = 120

_POM = Path(__file__).parent / "neo4j" / "pom.xml"
_MAIN = "org.neo4j.server.CommunityEntryPoint"
_OPENS = ("java.nio", "java.io", "sun.nio.ch")
_SETTINGS = """\
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.directories.import=import
server.memory.heap.initial_size=256m
server.memory.pagecache.size=128m
dbms.usage_report.enabled=false
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
"""


@pytest.fixture(scope="session")
def neo4j_uri() -> Iterator[str]:
    """The address of an empty Neo4j. Where none can be had: a skip that says what to install, in CI a failure."""
    with server() as uri:
        yield uri


@contextmanager
def server() -> Iterator[str]:
    if given := os.environ.get("NEO4J_URI"):
        yield _empty(given)
    elif _docker_answers() and (container := _container(port := _free_port())):
        with _in_docker(container, port) as uri:
            yield uri
    elif shutil.which("mvn"):
        with _from_jars() as uri:
            yield uri
    else:
        give_up = pytest.fail if os.environ.get("CI") else pytest.skip
        give_up("no Neo4j to test with: set NEO4J_URI to an empty one, start Docker, or install Maven (apt install maven)")


def _empty(uri: str) -> str:
    """The address, if the database there is empty: the tests delete what they find."""
    with open_store(uri) as store:
        if store.read("MATCH (n) RETURN count(n) AS nodes").rows[0][0]:
            pytest.fail("the database at NEO4J_URI holds data, which the tests would delete; give them an empty one")
    return uri


def _docker_answers() -> bool:
    if not shutil.which("docker"):
        return False
    try:
        return subprocess.run(("docker", "info"), capture_output=True, timeout=10, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def _container(port: int) -> str | None:
    """A new container; none where its image cannot be had."""
    command = ("docker", "run", "--rm", "--detach", f"--publish=127.0.0.1:{port}:7687", f"--env=NEO4J_AUTH=neo4j/{PASSWORD}", f"neo4j:{VERSION}")
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    return done.stdout.strip() if done.returncode == 0 else None


@contextmanager
def _in_docker(container: str, port: int) -> Iterator[str]:
    try:
        _until_it_answers(port, PASSWORD).close()
        yield f"bolt://neo4j:{PASSWORD}@127.0.0.1:{port}"
    finally:
        subprocess.run(("docker", "kill", container), capture_output=True, check=False, timeout=60)


@contextmanager
def _from_jars() -> Iterator[str]:
    jars, port = _jars(), _free_port()
    with tempfile.TemporaryDirectory(prefix="despite-neo4j-", ignore_cleanup_errors=True) as home, Path(home, "log").open("w") as log:
        Path(home, "conf").mkdir()
        Path(home, "import").mkdir()
        Path(home, "conf", "neo4j.conf").write_text(_SETTINGS.format(port=port))
        server = subprocess.Popen(_command(jars, Path(home)), stdout=log, stderr=log, cwd=home)
        try:
            with _until_it_answers(port, "neo4j", server) as driver, driver.session(database="system") as session:
                session.run("ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password", password=PASSWORD).consume()
            yield f"bolt://neo4j:{PASSWORD}@127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(60)


def _command(jars: Path, home: Path) -> list[str]:
    opens = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENS]
    memory = ["-Xmx1g", "-XX:+UseSerialGC"]
    return [_java(), *memory, *opens, "-cp", f"{jars}/*", _MAIN, f"--home-dir={home}", f"--config-dir={home}/conf"]


def _java() -> str:
    """A Java of at least 17: the machine's, else the one that comes with the embedded store."""
    for found in (shutil.which("java", path=f"{os.environ.get('JAVA_HOME', '/nowhere')}/bin"), shutil.which("java")):
        if found and _release(found) >= 17:
            return found
    return str(_bundled_java())


def _bundled_java() -> Path:
    from arcadedb_embedded import jvm

    return Path(jvm.get_jar_path()).parent / "jre" / "bin" / "java"


def _release(java: str) -> int:
    answer = subprocess.run((java, "-version"), capture_output=True, text=True, check=False)
    found = re.search(r'version "(\d+)', answer.stderr)
    return int(found[1]) if found else 0


def _jars() -> Path:
    """The folder of Neo4j's jars; Maven fills it the first time, in about twenty seconds."""
    cache = Path(os.environ.get("DESPITE_CACHE") or Path.home() / ".cache" / "despite") / f"neo4j-{VERSION}"
    cache.mkdir(parents=True, exist_ok=True)
    with FileLock(cache.with_suffix(".lock"), timeout=600):
        if not (cache / "complete").exists():
            command = ("mvn", "--quiet", "--batch-mode", "--file", str(_POM), "dependency:copy-dependencies", f"-DoutputDirectory={cache}")
            environment = os.environ if shutil.which("java") else {**os.environ, "JAVA_HOME": str(_bundled_java().parents[1])}
            done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=600)
            if done.returncode:
                pytest.fail(f"Maven could not fetch Neo4j {VERSION}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
            (cache / "complete").touch()
    return cache


def _until_it_answers(port: int, password: str, server: subprocess.Popen[bytes] | None = None) -> Driver:
    driver = GraphDatabase.driver(f"bolt://127.0.0.1:{port}", auth=("neo4j", password))
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with driver.session(database="system") as session:
                session.run("SHOW DATABASES").consume()
            return driver
        except Neo4jError as error:
            if "CredentialsExpired" in (error.code or ""):
                return driver
            reason: Exception = error
        except DriverError as error:
            reason = error
        if time.monotonic() > end or (server and server.poll() is not None):
            pytest.fail(f"Neo4j does not answer on port {port}: {reason}")
        time.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
