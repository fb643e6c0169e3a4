"""The gold articles: at least this precise, at least this much, nothing harmful.

Figures over half of the invented articles, which were read while the rules were written, over the other half, which was not,
and over real articles. A bound lies a little under what is measured.
"""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from graph import claims
from loaders.article import extract, text
from tests.build import shared

READ = (
    "amazon_indefinite cellebrite_russia clearview_ice halcyon_interview nordmark_award port_larkin_minutes seed sf_detroit venntel_locx westmarch_ngo".split()
)


def score(articles: list[Path], folder: Path) -> dict[str, Any]:
    """What the scorer makes of all claims that are read from some articles; it knows them by the stems of their files."""
    lines: list[str] = []
    (folder / "gold").mkdir()
    for path in articles:
        gold = path.with_suffix(".jsonl")
        first = json.loads(gold.read_text(encoding="utf-8").splitlines()[0])
        document = text.read(path, published=first.get("published"))
        assert isinstance(document, claims.Document)
        lines += claims.write(dataclasses.replace(c, document=path.stem) for c in extract(document).claims)
        for file in (path, gold):
            (folder / "gold" / file.name).write_bytes(file.read_bytes())
    found = folder / "found.jsonl"
    found.write_text("\n".join(lines), encoding="utf-8")
    scorer = shared() / "gold" / "score_articles.py"
    done = subprocess.run([sys.executable, scorer, folder / "gold", found, "--json"], capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def articles(part: str) -> list[Path]:
    found = sorted((shared() / "gold" / ("real" if part == "real" else "articles")).glob("*.txt"))
    return [p for p in found if part == "real" or (p.stem in READ) == (part == "read")]


@pytest.mark.parametrize(("part", "precision", "recall"), [("read", 0.95, 0.68), ("unread", 0.75, 0.3), ("real", 0.85, 0.4)])
def test_what_is_read_from_gold_articles_is_right(part: str, precision: float, recall: float, tmp_path: Path) -> None:
    found = score(articles(part), tmp_path)
    total = found["total"]
    assert total["precision"] >= precision, total
    assert total["recall"] >= recall, total
    assert found["harmful"]["claims"] == 0, found["harmful"]
    assert found["grounding"]["rate"] == 1.0
