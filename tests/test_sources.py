"""Files and folders to batches."""

from __future__ import annotations

from pathlib import Path

from graph.workspace import Workspace
from loaders import sources

TEXT = "Veridane Systems sold 40 licence plate readers to the Harlow Bay Police Department in March 2021."


def test_a_mended_article_supersedes_its_earlier_text(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(TEXT)
    with Workspace(tmp_path / "home", "embedded:") as workspace:
        workspace.load(sources.read(article, published="2021-04-01"))
        article.write_text(TEXT.replace("2021", "2020"))
        assert workspace.load(sources.read(article, published="2021-04-01")).appended.changed
        (sale,) = [e for e in workspace.graph().edges.to_pylist() if e["type"] == "SOLD_TO"]
    assert sale["start"] == "2020-03"


def test_a_folder_is_read_in_order_without_hidden_or_unknown_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", ".hidden.txt", "c.xyz", "sub/d.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    assert [p.name for p in sources.files([tmp_path])] == ["a.md", "b.txt", "d.jsonl"]


def test_an_address_is_refused_with_what_to_do() -> None:
    (refusal,) = sources.read(Path("https://example.org/x")).refusals
    assert "save the page" in refusal.message
