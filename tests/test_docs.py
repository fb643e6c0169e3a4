"""Docs that fail when they lie."""

from __future__ import annotations

import re
from pathlib import Path

from docs import generate
from graph.cli import cli

ROOT = Path(__file__).resolve().parents[1]


def test_the_reference_pages_are_current() -> None:
    for name, lines in (("model.md", generate.model()), ("queries.md", generate.queries()), ("commands.md", generate.commands())):
        assert (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8") == "\n".join(lines) + "\n", f"{name}: run `make docs`"


def test_the_readme_names_only_commands_targets_and_files_that_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = set(re.findall(r"^    despite ([a-z]+)", text, re.M))
    assert commands <= set(cli.commands), commands - set(cli.commands)
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))
    assert set(re.findall(r"\bmake ([a-z]+)", text)) <= targets
    for link in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / link).exists(), link
