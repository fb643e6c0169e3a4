"""The frame: what the wheel holds, what the model declares, what is pinned."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

from graph import schema, tables

ROOT = Path(__file__).resolve().parents[1]


def test_the_wheel_holds_graph_and_loaders_with_data_queries_and_bundle(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    tops = {n.split("/")[0] for n in names if ".dist-info" not in n}
    assert tops == {"graph", "loaders"}
    for wanted in (
        "graph/_cypher/despite.cypher",
        "graph/_data/companies.csv",
        "graph/_data/starter/starter.jsonl",
        "graph/py.typed",
        "loaders/article/rules.yml",
    ):
        assert wanted in names, wanted
    assert any(re.fullmatch(r"graph/ui/network/static/.*\.js", n) for n in names) and not any("node_modules" in n for n in names)


def test_every_direct_dependency_is_pinned_with_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for lock, wanted in (
        ("requirements.lock", project["dependencies"]),
        ("requirements-dev.lock", project["dependencies"] + project["optional-dependencies"]["dev"]),
    ):
        text = (ROOT / lock).read_text()
        for name in (re.split(r"[\[<>=~ ]", d)[0].lower() for d in wanted):
            assert re.search(rf"^{re.escape(name)}==\S+ .*\\\n    --hash=sha256:", text, re.M), f"{name} in {lock}; run `make lock`"
        assert "://" not in text


def test_every_edge_type_joins_labels_of_the_model_and_every_property_has_a_column_type() -> None:
    for edge in schema.EDGE_TYPES:
        assert set(edge.subjects) | set(edge.objects) <= set(schema.NODES), edge.name
    for label in (*schema.NODES, *schema.EDGES):
        properties = schema.properties_of(label).values()
        assert len(tables.arrow_schema(properties)) == len(list(properties)) and all(p.doc for p in properties)


def test_ids_of_all_nodes_are_indexed() -> None:
    assert all(schema.properties_of(label)["id"].indexed for label in schema.NODES)
