from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.export import files, rows
from graph.run import Answer
from graph.subgraph import Subgraph

HOSTILE = ["=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)", "\tx", "<b>&\"'", "x\x00y\x0b", "\ufffe", "😀", "a\nb", "; DROP", "‮oxA"]


def subgraph(names: list[str]) -> Subgraph:
    nodes = [{"id": f"company:{i}", "label": "Company", "name": n, "aliases": [n, "x"]} for i, n in enumerate(names)]
    edges = [
        {"id": f"fact:{i}", "type": "OWNS", "from": "company:0", "to": f"company:{i}", "amount": 1.5, "disputed": True, "quote": n} for i, n in enumerate(names)
    ]
    return Subgraph(nodes=nodes, edges=[*edges, {**edges[0], "id": "fact:twin"}])


@pytest.mark.parametrize("name", HOSTILE)
def test_no_cell_is_taken_for_a_formula(name: str) -> None:
    assert not rows.cell(name).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_negative_amount_stays_a_number() -> None:
    assert rows.cell(-5.5) == "-5.5"


def test_graphml_keeps_parallel_edges_and_any_text(tmp_path: Path) -> None:
    files.to_graphml(subgraph(HOSTILE), tmp_path / "x.graphml")
    tree = ET.parse(tmp_path / "x.graphml").getroot()
    edges = [e for e in tree.iter() if e.tag.endswith("}edge")]
    assert len(edges) == len(HOSTILE) + 1 and len({e.get("id") for e in edges}) == len(edges)


def test_csv_writes_nodes_and_edges_beside_each_other(tmp_path: Path) -> None:
    files.to_csv(subgraph(["Axo", "Bly"]), tmp_path / "x.csv")
    with (tmp_path / "x-edges.csv").open(newline="") as file:
        assert [r["to"] for r in csv.DictReader(file)] == ["company:0", "company:1", "company:0"]
    assert (tmp_path / "x-nodes.csv").exists() and not (tmp_path / "x.csv").exists()


def test_json_lines_can_be_read_back(tmp_path: Path) -> None:
    part = subgraph(HOSTILE)
    files.to_jsonl(part, tmp_path / "x.jsonl")
    read = [json.loads(line) for line in (tmp_path / "x.jsonl").read_text(encoding="utf-8").split("\n") if line]
    assert [r["name"] for r in read if r["record"] == "node"] == HOSTILE and len(read) == len(part.nodes) + len(part.edges)


@given(st.lists(st.lists(st.text() | st.none() | st.integers() | st.lists(st.text()), min_size=2, max_size=2), max_size=5))
def test_csv_of_any_rows_has_as_many_records(values: list[list[object]]) -> None:
    text = "\r\n".join(rows.to_csv(Answer(columns=("a", "b"), rows=[tuple(v) for v in values])))
    assert len(list(csv.reader(text.splitlines(keepends=True)))) >= len(values) + 1 or "\x00" in text


def test_a_table_hides_ids_cuts_long_cells_and_prints_no_control_characters() -> None:
    answer = Answer(columns=("vendor", "quote", "fact"), rows=[("Axo", "x" * 500 + "\x1b[31m", "fact:1")])
    text = "\n".join(rows.table(answer))
    assert "fact:1" not in text and "\x1b" not in text and max(map(len, text.splitlines())) < 80
