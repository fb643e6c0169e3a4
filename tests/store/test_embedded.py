"""The embedded store: the contract, and what only a database inside the process has to do."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from graph.store import Limits, QueryFailed, QueryTimeout, Store, StoreUnavailable, WriteRefused, embedded, open_store
from graph.store.testing import COMPANIES, HIDDEN, WRITES, StoreContract, company, content, count, fill, website

ROOT = Path(__file__).parents[2]
#: Seconds that another process may take for a step on a busy machine.
PATIENCE = 90

#: Another process: opens the store, does what it is told line by line, and says what came of it.
OTHER = """
import sys
from graph.store import Limits, open_store
from graph.store.testing import *
store = open_store(sys.argv[1])
print("open", flush=True)
for line in sys.stdin:
    print(repr(eval(line)), flush=True)
"""


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[list[Store]]:
    stores = [open_store("embedded:", home=tmp_path)]
    stores[0].prepare()
    yield stores
    for store in stores:
        store.close()


@pytest.fixture
def store(opened: list[Store]) -> Store:
    return opened[0]


class TestEmbedded(StoreContract):
    @pytest.fixture
    def reopen(self, opened: list[Store], tmp_path: Path) -> Callable[[], Store]:
        def again() -> Store:
            opened[-1].close()
            opened.append(open_store("embedded:", home=tmp_path))
            return opened[-1]

        return again


def test_a_store_that_was_never_prepared_can_be_asked_and_cleared(tmp_path: Path) -> None:
    with open_store("embedded:", home=tmp_path) as store:
        assert count(store) == 0
        assert store.read("MATCH (c:Company)-[s:SOLD_TO]->(a:Agency) RETURN c, s, a").rows == []
        store.clear()
        assert store.foreign_labels() == []


class Other:
    """Another process that has the store open."""

    def __init__(self, folder: Path, program: str = OTHER) -> None:
        command = (sys.executable, "-c", program, f"embedded:{folder}")
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)

    def hear(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def ask(self, expression: str) -> object:
        assert self.process.stdin
        self.process.stdin.write(expression + "\n")
        return eval(self.hear())

    def end(self) -> int:
        """Ends the process in an orderly way; its exit code."""
        assert self.process.stdin
        self.process.stdin.close()
        return self.process.wait(PATIENCE)

    def kill(self, how: signal.Signals = signal.SIGKILL) -> int:
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "graph"


@pytest.fixture
def start(folder: Path) -> Iterator[Callable[[], Other]]:
    started: list[Other] = []

    def another() -> Other:
        started.append(Other(folder))
        return started[-1]

    yield another
    for other in started:
        other.process.kill()
        other.process.wait(PATIENCE)
        for stream in (other.process.stdin, other.process.stdout):
            if stream:
                stream.close()


@pytest.fixture
def owner(start: Callable[[], Other]) -> Other:
    """A process that owns the folder, with one company in the graph."""
    other = start()
    assert other.hear() == "open"
    assert other.ask("(store.prepare(), store.write(COMPANIES, [company(1)]))") == (None, 1)
    return other


def card(folder: Path) -> dict[str, object]:
    found = json.loads((folder / "server.json").read_text())
    assert isinstance(found, dict)
    return found


# -- one folder, many processes -------------------------------------------------------------------


def test_a_second_process_reads_and_writes_through_the_first(folder: Path, owner: Other) -> None:
    with open_store(f"embedded:{folder}") as store:
        assert card(folder)["pid"] == owner.process.pid
        assert count(store) == 1
        store.write(COMPANIES, [company(2)])
        assert owner.ask("count(store)") == 2
    assert owner.ask("count(store)") == 2


def test_two_stores_of_one_process_share_a_folder(folder: Path) -> None:
    with open_store(f"embedded:{folder}") as first, open_store(f"embedded:{folder}") as second:
        first.write(COMPANIES, [company(1)])
        assert count(second) == 1
        first.close()
        assert count(second) == 1


def test_processes_that_start_together_agree_on_one_owner(folder: Path, start: Callable[[], Other]) -> None:
    others = [start() for _ in range(3)]
    assert [other.hear() for other in others] == ["open"] * 3
    assert card(folder)["pid"] in [other.process.pid for other in others]
    for number, other in enumerate(others):
        other.ask(f"store.write(COMPANIES, [company({number})])")
    assert [other.ask("count(store)") for other in others] == [3, 3, 3]


def test_when_the_owner_is_killed_the_next_call_takes_over(folder: Path, owner: Other) -> None:
    with open_store(f"embedded:{folder}") as store:
        assert count(store) == 1
        assert owner.kill() == -signal.SIGKILL
        assert count(store) == 1
        assert card(folder)["pid"] == os.getpid()
        store.write(COMPANIES, [company(2)])
    with open_store(f"embedded:{folder}") as again:
        assert count(again) == 2


def test_when_the_owner_is_killed_a_write_takes_over_as_well(folder: Path, owner: Other) -> None:
    with open_store(f"embedded:{folder}") as store:
        owner.kill()
        assert store.write(COMPANIES, [company(2)]) == 1
        assert count(store) == 2


def test_when_the_owner_ends_the_others_choose_a_new_one(folder: Path, owner: Other, start: Callable[[], Other]) -> None:
    third = start()
    assert third.hear() == "open"
    with open_store(f"embedded:{folder}") as store:
        assert owner.end() == 0
        assert third.ask("count(store)") == 1
        assert count(store) == 1
        assert card(folder)["pid"] == third.process.pid


def test_a_store_that_is_closed_by_its_owner_goes_on_for_the_others(folder: Path, owner: Other) -> None:
    with open_store(f"embedded:{folder}") as store:
        assert owner.ask("store.close()") is None
        assert count(store) == 1
        assert card(folder)["pid"] == os.getpid()


def test_a_process_killed_while_it_writes_leaves_whole_batches(folder: Path, owner: Other) -> None:
    assert owner.process.stdin
    owner.process.stdin.write("store.write(COMPANIES, [company(n) for n in range(10, 200_000)], batch=500, progress=lambda n: print(n, flush=True))\n")
    said = [owner.hear() for _ in range(6)]
    owner.kill()
    with open_store(f"embedded:{folder}") as store:
        kept = count(store) - 1
    assert kept >= int(said[-1])
    assert kept % 500 == 0


def test_an_owner_that_hangs_does_not_hang_the_others(folder: Path, owner: Other) -> None:
    with open_store(f"embedded:{folder}") as store:
        owner.process.send_signal(signal.SIGSTOP)
        started = time.monotonic()
        with pytest.raises(QueryTimeout):
            store.read("MATCH (n) RETURN n", limits=Limits(seconds=1))
        assert time.monotonic() - started < 3
        owner.process.send_signal(signal.SIGCONT)
        assert count(store) == 1


@pytest.mark.parametrize("pid", [1, os.getpid(), 2**22 + 1], ids=["another", "ourselves", "nobody"])
def test_a_note_left_by_a_killed_owner_fools_nobody(folder: Path, pid: int) -> None:
    folder.mkdir()
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        note = {"pid": pid, "port": silent.getsockname()[1], "root": "x", "reader": "x"}
        (folder / "server.json").write_text(json.dumps(note))
        (folder / "lock").touch()
        with open_store(f"embedded:{folder}") as store:
            assert store.read("RETURN 1 AS one").rows == [(1,)]
            assert card(folder)["pid"] == os.getpid()


def test_a_folder_that_is_held_by_a_process_that_does_not_answer_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "PATIENCE", 0.3)
    folder.mkdir()
    with FileLock(folder / "lock"), pytest.raises(StoreUnavailable, match=str(folder)):
        open_store(f"embedded:{folder}")
    with open_store(f"embedded:{folder}") as store:
        assert store.read("RETURN 1 AS one").rows == [(1,)]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailable, match="file"):
        open_store(f"embedded:{tmp_path}/file/graph")


# -- who can see it -------------------------------------------------------------------------------


def test_nobody_else_can_read_the_folder(folder: Path) -> None:
    folder.mkdir(mode=0o755)
    with open_store(f"embedded:{folder}"):
        modes = {path.name: oct(path.stat().st_mode & 0o777) for path in (folder, folder / "server.json", folder / "lock")}
        assert modes == {"graph": "0o700", "server.json": "0o600", "lock": "0o600"}
        passwords = [str(card(folder)[user]) for user in ("root", "reader")]
        assert len({*passwords}) == 2
        assert all(len(password) > 40 for password in passwords)
    assert not (folder / "server.json").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="sockets are listed in /proc on Linux only")
def test_one_port_listens_and_only_on_loopback(folder: Path, owner: Other) -> None:
    assert _listening(owner.process.pid) == [("127.0.0.1", card(folder)["port"])]


def _listening(pid: int) -> list[tuple[str, int]]:
    """Addresses at which a process listens, from /proc."""
    inodes = {str(path.readlink())[8:-1] for path in Path(f"/proc/{pid}/fd").iterdir() if "socket" in str(path.readlink())}
    found = []
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            _, local, _, state, *more = line.split()
            if state == "0A" and more[5] in inodes:
                address, port = local.split(":")
                found.append((socket.inet_ntoa(bytes.fromhex(address[-8:])[::-1]), int(port, 16)))
    return found


@pytest.fixture
def without_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first wall is down: nobody looks at the words of a query."""
    monkeypatch.setattr("graph.store.bolt.refuse", lambda cypher: None)


@pytest.mark.usefixtures("without_words")
@pytest.mark.parametrize("query", WRITES)
def test_the_rights_of_the_reader_alone_let_nothing_be_written(store: Store, query: str) -> None:
    fill(store)
    before = content(store)
    with pytest.raises((WriteRefused, QueryFailed)):
        store.read(query)
    assert content(store) == before


@pytest.mark.usefixtures("without_words")
@pytest.mark.parametrize("query", HIDDEN)
def test_the_rights_of_the_reader_alone_let_nothing_be_fetched(store: Store, query: str) -> None:
    fill(store)
    with website() as (url, requests):
        with pytest.raises((WriteRefused, QueryFailed)):
            store.read(query.format(url=url))
        assert requests == []


# -- a good guest in its process ------------------------------------------------------------------


def run(program: str, *arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    command = (sys.executable, "-c", program, *arguments)
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, cwd=cwd, env=variables, capture_output=True, text=True, timeout=PATIENCE, check=False)


def test_importing_the_package_is_quick_and_loads_no_database() -> None:
    program = """
import sys, time
started = time.process_time()
import graph.store
print(time.process_time() - started < 0.05, [m for m in ("neo4j", "jpype", "pandas", "filelock") if m in sys.modules])
"""
    assert run(program).stdout == "True []\n"


def test_a_question_is_answered_soon_after_the_process_starts(folder: Path) -> None:
    program = """
import sys, time
from graph.store import open_store
store = open_store(sys.argv[1])
store.read("MATCH (c:Company) WHERE c.id = $id RETURN c", {"id": "c1"})
print(time.process_time())
"""
    address = f"embedded:{folder}"
    run(program, address)
    assert float(run(program, address).stdout) < 5


def test_it_says_nothing_and_leaves_nothing_in_the_working_folder(folder: Path, tmp_path: Path) -> None:
    program = """
import sys
from graph.store import Limits, StoreError, open_store
store = open_store(sys.argv[1])
store.prepare()
for query in ("RETURN 1", "MATCH (n) RETURN m", "MATCH (n:Nobody) SET n.x = 1", "UNWIND range(1, 10000) AS a UNWIND range(1, 10000) AS b RETURN a"):
    try:
        store.read(query, limits=Limits(rows=10))
    except StoreError:
        pass
"""
    (empty := tmp_path / "empty").mkdir()
    done = run(program, f"embedded:{folder}", cwd=empty)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(empty.iterdir()) == []
    assert "WARNING" in "".join(path.read_text() for path in (folder / "log").glob("engine.log*"))


@pytest.mark.parametrize("thread", [False, True])
def test_a_query_that_cannot_be_stopped_neither_blocks_the_caller_nor_the_end_of_the_process(folder: Path, thread: bool) -> None:
    program = """
import sys, threading, time
from graph.store import Limits, QueryTimeout, open_store
def ask():
    store = open_store(sys.argv[1])
    started = time.monotonic()
    try:
        store.read("RETURN reduce(s = 0, x IN range(1, 10000000) | s + size([y IN range(1, 10000) WHERE y % 3 = 0]))", limits=Limits(seconds=1))
    except QueryTimeout:
        print(time.monotonic() - started < 3, store.read("RETURN 1").rows)
thread = threading.Thread(target=ask)
(thread.start(), thread.join()) if sys.argv[2] == "True" else ask()
"""
    done = run(program, f"embedded:{folder}", str(thread))
    assert (done.returncode, done.stdout, done.stderr) == (0, "True [(1,)]\n", "")


@pytest.mark.parametrize(("how", "code"), [(signal.SIGTERM, -signal.SIGTERM), (signal.SIGINT, -signal.SIGINT)])
def test_signals_end_the_process_as_if_there_were_no_java_in_it(folder: Path, owner: Other, how: signal.Signals, code: int) -> None:
    assert owner.kill(how) in (code, 1)
    with open_store(f"embedded:{folder}") as store:
        assert count(store) == 1
    assert not list((folder / "log").glob("crash*"))


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_a_folder_may_have_any_name(tmp_path: Path, locale: str) -> None:
    program = """
import sys
from graph.store import open_store
from graph.store.testing import *
with open_store(sys.argv[1]) as store:
    store.write(COMPANIES, [company(1, country="監視")])
    try:
        store.read("MATCH (c:Company) RETURN toInteger(c.name) / 0, nobody(c)")
    except QueryFailed:
        pass
    print(ascii(store.read("MATCH (c:Company) RETURN c.country").rows))
"""
    folder = tmp_path / 'Zoë\'s "graph", 100% 監視 👁'
    done = run(program, f"embedded:{folder}", LC_ALL=locale)
    assert (done.stdout, done.stderr) == (f"{[('監視',)]!a}\n", "")
    assert {path.name for path in folder.iterdir()} >= {"databases", "config", "log"}
    assert (folder / "log" / "engine.log.0").exists()
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]


def test_without_a_folder_the_graph_lies_in_the_home(tmp_path: Path) -> None:
    with open_store("embedded:", home=tmp_path) as store:
        assert store.address == f"embedded:{tmp_path / 'graph'}"
        assert (tmp_path / "graph" / "lock").exists()


@pytest.mark.parametrize("address", ["embedded:", "postgres://localhost/x", "graph", ""])
def test_an_address_that_is_none_is_explained(address: str) -> None:
    with pytest.raises(ValueError, match=r"embedded:"):
        open_store(address)
