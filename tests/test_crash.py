"""Killed at any point of load, retract or rebuild, the ledger is as before or as after, and the next command mends the graph."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.workspace import Workspace
from tests.build import SAMPLES
from tests.test_project import contents

DESPITE = Path(sys.executable).with_name("despite")
#: The commands that are killed, one after the other, over and over.
COMMANDS = (
    ("load", str(SAMPLES / "world.jsonl")),
    ("rebuild",),
    ("retract", "w2", "--yes"),
    ("load", str(SAMPLES / "world.jsonl")),
    ("retract", "w3", "--yes"),
)


def kill_at_random(home: Path, args: tuple[str, ...], longest: float) -> None:
    process = subprocess.Popen([DESPITE, "--home", home, *args], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    time.sleep(random.uniform(0.0, longest))
    process.send_signal(signal.SIGKILL)
    process.wait()


def documents(home: Path) -> set[str]:
    with Workspace(home, "embedded:") as workspace:
        return set(workspace.ledger.live()["documents"]["id"].to_pylist())


def shown(home: Path, folder: str) -> tuple[list[str], list[str]]:
    """What a store shows of the ledger: the one that was there, or a new one."""
    with Workspace(home, f"embedded:{home / folder}") as workspace:
        return contents(workspace.shown())


def check(home: Path, times: int) -> None:
    took = time.monotonic()
    subprocess.run([DESPITE, "--home", home, *COMMANDS[0]], check=True, capture_output=True)
    longest = (time.monotonic() - took) * 1.2
    for i in range(times):
        args = COMMANDS[i % len(COMMANDS)]
        before = documents(home)
        kill_at_random(home, args, longest)
        after = documents(home)
        assert after in _allowed(before, args), f"{args} left {after} of {before}"
        if i % 5 == 4:
            assert shown(home, "graph") == shown(home, f"fresh-{i}"), "the store that was cut off shows what a new one shows"
    for args in COMMANDS[:1]:
        subprocess.run([DESPITE, "--home", home, *args], check=True, capture_output=True)
    assert documents(home) == {"w1", "w2", "w3"}
    assert shown(home, "graph") == shown(home, "fresh")


def _allowed(before: set[str], args: tuple[str, ...]) -> list[set[str]]:
    done = {"load": {"w1", "w2", "w3"}, "rebuild": before}.get(args[0], before - set(args[1:2]))
    return [before, done]


def test_killed_ten_times_nothing_is_lost(tmp_path: Path) -> None:
    check(tmp_path, 10)


@pytest.mark.slow
def test_killed_two_hundred_times_nothing_is_lost(tmp_path: Path) -> None:
    check(tmp_path, 200)
