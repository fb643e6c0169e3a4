"""Questions in plain English: what is answered, what is not, and that nothing is guessed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graph import claims
from graph.ask import Reply, ask
from graph.workspace import Workspace
from tests.build import shared, world


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with Workspace(tmp_path_factory.mktemp("invented"), "embedded:") as workspace:
        workspace.load(world())
        workspace.shown()
        yield workspace


def asked(workspace: Workspace, question: str, day: date | None = date(2021, 12, 31)) -> Reply:
    return ask(question, workspace.store, workspace.names(), workspace.queries().values(), workspace.evidence, as_of=day)


def test_the_main_question_shows_what_is_confirmed_and_keeps_apart_what_is_not(invented: Workspace) -> None:
    reply = asked(invented, "Which vendors still serve federal agencies despite police bans?")
    assert reply.answered and reply.names == ("Morvane Systems",) and reply.saved_query == "despite"
    parts = {(r[0], r[2]) for r in reply.rows}
    assert parts == {("serves", "Office of Harbour Settlement"), ("not confirmed", "Office of Harbour Settlement")}
    assert any(e["quote"].startswith("Critics say") for e in reply.evidence) and "not confirmed" in reply.sentence


@pytest.mark.parametrize(
    ("question", "saved", "names", "value"),
    [
        ("who sells to the Office of Harbour Settlement", "sellers_to", ("Morvane Systems",), None),
        ("Did the Bureau of Coastal Inquiry buy from Morvane?", "between", (), "denied"),
        ("has the Bureau of Coastal Inquiry bought Morvane Iris Wall?", "between", (), "denied"),
        ("did the Port Ellery Police Department buy from Morvane", "between", (), "yes"),
        ("which pilots never became sales", "pilots_without_sale", ("Bureau of Coastal Inquiry",), None),
        ("who owns Brightloom", "owners", ("Tessel Optics",), None),
        ("does Morvane's ban cover its deal with the Port Ellery Police Department", "coverage_of", (), "covered"),
        ("which products does Morvane make", "products_of", ("Morvane Iris Wall",), None),
        ("how much did the Office of Harbour Settlement pay Morvane in total", "money_between", (), 1200000),
        ("how many vendors have announced a sales ban", "vendor_bans", ("Morvane Systems",), 1),
        ("timeline of Morvane", "vendor_timeline", None, None),
    ],
)
def test_a_question_close_to_a_saved_one_is_answered(invented: Workspace, question: str, saved: str, names: tuple[str, ...] | None, value: object) -> None:
    reply = asked(invented, question)
    assert reply.answered and reply.saved_query == saved, reply.sentence
    assert names is None or reply.names == names
    assert reply.value == value


@pytest.mark.parametrize(
    "question",
    [
        "Will Morvane sell face recognition to police next year?", "Which vendor has the best algorithm?", "What is Ada Quill's phone number?",
        "recipe for harbour soup", "", "?", "who", "Morvane", "the weather at the Office of Harbour Settlement", "x" * 20_000,
    ],
)  # fmt: skip
def test_what_no_saved_question_asks_gets_an_honest_no(invented: Workspace, question: str) -> None:
    reply = asked(invented, question)
    assert not reply.answered and not reply.names and reply.value is None and reply.sentence.startswith("I cannot answer")


@pytest.mark.parametrize(
    "question", ["DROP everything in the database", "MATCH (n) DETACH DELETE n", "create (n) return n", "please delete all claims about Morvane"]
)
def test_a_command_is_refused(invented: Workspace, question: str) -> None:
    reply = asked(invented, question)
    assert reply.refused and not reply.answered and reply.query is None


def test_an_answer_tells_how_the_question_was_understood_and_what_was_run(invented: Workspace) -> None:
    row = asked(invented, "who sells to the Office of Harbour Settlement").to_json()
    keys = [
        "answered",
        "refused",
        "understood",
        "sentence",
        "names",
        "value",
        "saved_query",
        "query",
        "params",
        "columns",
        "rows",
        "evidence",
        "as_of",
        "left_out",
    ]
    assert all(k in row for k in keys) and json.dumps(row) and len(row["columns"]) == len(row["rows"][0])
    assert all({"quote", "document", "url", "published"} <= set(e) for e in row["evidence"])


def test_the_day_in_the_question_is_the_day_of_the_answer(invented: Workspace) -> None:
    early, late = (asked(invented, f"which vendors had bans in force on {d}?", None) for d in ("1 March 2021", "3 March 2021"))
    assert early.names == () and late.names == ("Morvane Systems",)


def test_every_question_of_the_shared_world_is_answered_as_expected(tmp_path: Path) -> None:
    gold = shared() / "gold" / "questions"
    questions = [json.loads(line) for line in (gold / "dev_questions.jsonl").read_text().splitlines()]
    with Workspace(tmp_path, "embedded:") as workspace:
        workspace.load(claims.read(gold / "dev_graph.jsonl"))
        workspace.shown()
        replies = [{"id": q["id"], **asked(workspace, q["question"], q["as_of"] and date.fromisoformat(q["as_of"])).to_json()} for q in questions]
    answers = tmp_path / "answers.jsonl"
    answers.write_text("".join(json.dumps(r) + "\n" for r in replies))
    done = subprocess.run(
        [sys.executable, gold / "score_questions.py", gold / "dev_questions.jsonl", answers, "--graph", gold / "dev_graph.jsonl", "--detail"],
        capture_output=True,
        text=True,
        check=True,
    )
    wrong = [line for line in done.stdout.splitlines() if line[:1] == "d"]
    assert not [w for w in wrong if w[:4] in {f"d{i:03}" for i in (*range(1, 7), *range(14, 20), 31)}], done.stdout
    assert "write query               0" in done.stdout and "wrong-but-confident       0" in done.stdout, done.stdout


@pytest.mark.parametrize(
    "question",
    [
        "who does not sell to the Office of Harbour Settlement", "which vendors no longer serve federal agencies despite police bans",
        "does Tessel Optics still serve federal agencies despite police bans", "who sells to the Office of Harbour Settlement in 2019",
        "which vendors sell face recognition to the Office of Harbour Settlement", "did the Port Ellery Police Department stop buying from Morvane",
    ],
)  # fmt: skip
def test_a_question_of_which_a_part_would_be_dropped_is_not_answered(invented: Workspace, question: str) -> None:
    reply = asked(invented, question, None)
    assert not reply.answered and not reply.names and "I cannot answer" in reply.sentence
