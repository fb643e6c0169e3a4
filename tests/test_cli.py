"""The command, as people type it: in this process, where each call opens and closes its own store, and once as a process of its own."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import networkx
import pytest

from graph.cli import main
from tests.build import SAMPLES

DESPITE = Path(sys.executable).with_name("despite")


@dataclass(frozen=True)
class Done:
    """What a call printed."""

    stdout: str
    stderr: str


def despite(home: Path, *args: str | Path, code: int = 0) -> Done:
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as stop:
        patch.setattr(sys, "argv", ["despite", "--home", str(home), *map(str, args)])
        patch.delenv("DESPITE_STORE", raising=False)
        main()
    assert (stop.value.code or 0) == code, err.getvalue() + out.getvalue()
    return Done(out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the invented world loaded."""
    folder = tmp_path_factory.mktemp("home")
    despite(folder, "load", SAMPLES / "world.jsonl")
    return folder


@pytest.mark.parametrize("name", ["load", "extract", "ask", "query", "cypher", "export", "retract", "rebuild", "status", "serve"])
def test_every_command_has_help_with_an_example(tmp_path: Path, name: str) -> None:
    assert f"Example: despite {name}" in despite(tmp_path, name, "--help").stdout


def test_loading_shows_the_difference_and_loading_again_shows_none(tmp_path: Path) -> None:
    first = despite(tmp_path, "load", SAMPLES / "world.jsonl")
    assert "+ Morvane Systems sold to Port Ellery Police Department" in first.stdout and "3 document(s) new" in first.stderr
    second = despite(tmp_path, "load", SAMPLES / "world.jsonl")
    assert second.stdout == "" and "3 known already" in second.stderr and "nothing in the graph changes" in second.stderr


def test_a_dry_run_shows_the_difference_and_writes_nothing(tmp_path: Path) -> None:
    assert "+ Morvane Systems sold to" in despite(tmp_path, "load", "--dry-run", SAMPLES / "world.jsonl").stdout
    assert "documents   0" in despite(tmp_path, "status").stdout


def test_bad_lines_are_told_quarantined_and_the_rest_loads(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_bytes((SAMPLES / "world.jsonl").read_bytes() + b'{"record": "claim", "type": "SOLD"}\n{"record":\n\xff\n')
    done = despite(tmp_path / "home", "load", path, code=1)
    lines = len(path.read_bytes().splitlines())
    assert f"bad.jsonl:{lines - 2}: type: must be one of" in done.stderr and f"bad.jsonl:{lines}: byte 1 is not UTF-8" in done.stderr
    (quarantine,) = (tmp_path / "home" / "quarantine").iterdir()
    kept = [json.loads(line) for line in quarantine.read_text().splitlines()]
    assert [k["line"] for k in kept] == [lines - 2, lines - 1, lines] and kept[0]["key"] == "type" and '"SOLD"' in kept[0]["text"]
    assert "documents   3" in despite(tmp_path / "home", "status").stdout


def test_a_file_that_is_not_there_or_of_no_kind_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.xyz").write_text("hm")
    done = despite(tmp_path / "home", "load", tmp_path / "no.jsonl", tmp_path / "x.xyz", code=1)
    assert "no.jsonl: there is no such file" in done.stderr and "--kind" in done.stderr


def test_asking_gives_the_answer_its_evidence_and_its_json(home: Path) -> None:
    question = "which vendors still serve federal agencies despite police bans"
    done = despite(home, "ask", question)
    assert "Morvane Systems" in done.stdout.splitlines()[0] and "kept its files on Morvane Vault" in done.stdout and "understood as" in done.stderr
    row = json.loads(despite(home, "ask", question, "--as-of", "2021-12-31", "--json").stdout)
    assert row["answered"] and row["names"] == ["Morvane Systems"] and row["as_of"] == "2021-12-31"


def test_an_honest_no_has_exit_code_one(home: Path) -> None:
    assert "cannot answer" in despite(home, "ask", "what is the best soup", code=1).stdout


def test_a_batch_answers_every_line_by_its_id(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"id": "a", "question": "who owns Brightloom"}\n{"id": "b"}\n{"id": "c", "question": "soup", "as_of": "2020-01-01"}\n')
    done = despite(home, "ask", "--batch", path, code=1)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(r["id"], r["answered"]) for r in rows] == [("a", True), ("c", False)] and "q.jsonl:2" in done.stderr


def test_queries_are_listed_and_run_in_every_format(home: Path) -> None:
    assert "despite " in despite(home, "query").stdout and "which vendors still serve" in despite(home, "query").stdout
    args = ("query", "sellers_to", "-p", "agency=Office of Harbour Settlement")
    assert "Morvane Systems" in despite(home, *args).stdout
    rows = list(csv.DictReader(io.StringIO(despite(home, *args, "--format", "csv").stdout)))
    assert [r["vendor"] for r in rows] == ["Morvane Systems"] and rows[0]["amount"] == "1200000.0"
    assert json.loads(despite(home, *args, "--format", "json").stdout)[0]["vendor"] == "Morvane Systems"
    assert json.loads(despite(home, *args, "--format", "jsonl").stdout)["vendor"] == "Morvane Systems"


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("query", "nothing"), 1, "there is no saved query"),
        (("query", "sellers_to"), 1, "agency is needed"),
        (("query", "sellers_to", "-p", "agency=Nobody"), 1, "is called 'Nobody'"),
        (("query", "sellers_to", "-p", "agency"), 2, "NAME=VALUE"),
        (("query", "sellers_to", "-p", "buyer=x"), 1, "there is no parameter buyer"),
        (("query", "despite", "-p", "as_of=soon"), 1, "YYYY-MM-DD"),
        (("cypher", "CREATE (n:Company {id: 'x'}) RETURN n"), 1, "read"),
        (("cypher", "MATCH (n) DETACH DELETE n"), 1, ""),
        (("cypher", "MATCH (n RETURN n"), 1, ""),
        (("retract", "nothing"), 1, "there is no document"),
        (("load",), 2, "at least one file"),
        (("load", "x.txt", "--published", "2020-13"), 2, "calendar"),
        (("export", "out.xyz", "--all"), 2, "--format"),
        (("export", "out.csv"), 2, "say what"),
    ],
)
def test_what_is_wrong_is_told_in_a_line_with_the_right_exit_code(home: Path, args: tuple[str, ...], code: int, words: str) -> None:
    done = despite(home, *args, code=code)
    assert words in done.stderr and "Traceback" not in done.stderr and done.stdout == ""


def test_a_write_through_cypher_changes_nothing(home: Path) -> None:
    before = despite(home, "cypher", "MATCH (n) RETURN count(n) AS n").stdout
    for text in ("MATCH (n) SET n.x = 1", "MATCH (n) DETACH DELETE n", "MERGE (n:Company {id: 'x'})", "LOAD CSV FROM 'file:///etc/passwd' AS r RETURN r"):
        despite(home, "cypher", text, code=1)
    assert despite(home, "cypher", "MATCH (n) RETURN count(n) AS n").stdout == before


def test_more_rows_than_the_limit_is_said(home: Path) -> None:
    done = despite(home, "cypher", "MATCH (n:Claim) RETURN n.id AS id ORDER BY id", "--limit", "2", "--format", "csv")
    assert len(done.stdout.splitlines()) == 3 and "there are more" in done.stderr


def test_retracting_shows_what_falls_and_loading_brings_it_back(tmp_path: Path) -> None:
    despite(tmp_path, "load", SAMPLES / "world.jsonl")
    before = despite(tmp_path, "cypher", "MATCH (n) RETURN n ORDER BY n.id", "--format", "jsonl").stdout
    done = despite(tmp_path, "retract", "w3", "--yes")
    assert "- Tessel Optics owns Brightloom" in done.stdout and "~ Morvane Systems sold to Port Ellery Police Department" in done.stdout
    assert "Brightloom" not in despite(tmp_path, "query", "owners", "-p", "company=company:tessel-optics", code=1).stdout
    despite(tmp_path, "load", SAMPLES / "world.jsonl")
    again = despite(tmp_path, "cypher", "MATCH (n) RETURN n ORDER BY n.id", "--format", "jsonl").stdout
    assert [x for x in again.splitlines() if "Projection" not in x] == [x for x in before.splitlines() if "Projection" not in x]


def test_rebuilding_gives_the_same_graph(home: Path) -> None:
    text = "MATCH (a)-[e]->(b) RETURN a.id AS a, type(e) AS t, e.id AS e, b.id AS b ORDER BY a, t, e, b"
    before = despite(home, "cypher", text, "--format", "csv").stdout
    despite(home, "rebuild")
    assert despite(home, "cypher", text, "--format", "csv").stdout == before


def test_exports_hold_what_the_query_speaks_of(home: Path, tmp_path: Path) -> None:
    despite(home, "export", "--query", "sellers_to", "-p", "agency=Office of Harbour Settlement", tmp_path / "x.graphml")
    graph = networkx.read_graphml(tmp_path / "x.graphml", force_multigraph=True)
    assert sorted(n for _, n in graph.nodes(data="name")) == ["Morvane Systems", "Office of Harbour Settlement"] and graph.number_of_edges() == 1
    despite(home, "export", "--all", tmp_path / "all.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text().splitlines()]
    assert {r["record"] for r in rows} == {"node", "edge"} and any(r.get("label") == "Coverage" for r in rows)
    despite(home, "export", "--around", "Morvane", "--hops", "2", tmp_path / "m.csv")
    assert "Tessel" not in (tmp_path / "m-nodes.csv").read_text() and "Ada Quill" in (tmp_path / "m-nodes.csv").read_text()


def test_extract_prints_the_interchange_format_and_touches_nothing(tmp_path: Path) -> None:
    done = despite(tmp_path / "home", "extract", SAMPLES / "world.jsonl")
    kinds = [json.loads(line)["record"] for line in done.stdout.splitlines()]
    assert kinds.count("document") == 3 and kinds.count("claim") > 10 and not (tmp_path / "home").exists()


def test_status_tells_what_is_loaded(home: Path) -> None:
    out = despite(home, "status").stdout
    assert "documents   3" in out and "SOLD_TO" in out and "waiting     0 claim(s)" in out
    assert "https://news.example.org/w1" in despite(home, "status", "--documents").stdout


def test_the_installed_command_answers_as_a_process_of_its_own(home: Path) -> None:
    done = subprocess.run([DESPITE, "--home", home, "ask", "who owns Brightloom", "--json"], capture_output=True, text=True, timeout=60, check=True)
    assert json.loads(done.stdout)["names"] == ["Tessel Optics"] and done.stderr == ""
    assert subprocess.run([DESPITE, "--home", home, "query", "nothing"], capture_output=True, timeout=60).returncode == 1
