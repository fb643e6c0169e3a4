"""`make docs`: the reference pages, made from the schema, the saved queries and the command line.

With --check nothing is written; exit code 1 where a page is not current.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from graph import paths, query, schema
from graph.cli import cli

FOLDER = Path(__file__).parent / "reference"


def main() -> int:
    """Write or check all pages."""
    pages = {"model.md": model(), "queries.md": queries(), "commands.md": commands()}
    stale = [name for name, lines in pages.items() if _differs(FOLDER / name, "\n".join(lines) + "\n", write="--check" not in sys.argv)]
    if "--check" in sys.argv and stale:
        print(f"not current: {', '.join(stale)}; run `make docs`", file=sys.stderr)
        return 1
    return 0


def _differs(path: Path, text: str, *, write: bool) -> bool:
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    if write and old != text:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return old != text


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    heads = list(heads)
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def model() -> Iterator[str]:
    """Nodes, edges and their properties."""
    yield from ("# The model", "", "Made from `graph/schema.py` by `make docs`.", "")
    for node in schema.NODE_TYPES:
        yield from (f"## {node.label}", "", node.doc[0].upper() + node.doc[1:] + ".", "")
        yield from _table(("property", "type", "meaning"), ((f"`{p.name}`", p.type, _meaning(p)) for p in node.properties))
        yield ""
    yield from ("## Edges", "")
    yield from _table(("type", "from", "to", "kinds", "meaning"), (_edge(e) for e in schema.EDGE_TYPES))
    yield from ("", "## Properties of edges", "")
    yield from _table(("property", "type", "meaning"), ((f"`{p.name}`", p.type, _meaning(p)) for p in schema.FACT_PROPERTIES))


def _meaning(p: schema.Property) -> str:
    return p.doc + (f" ({', '.join(p.values)})" if p.values else "")


def _edge(e: schema.EdgeType) -> tuple[str, ...]:
    ends = [" or ".join(labels) or "as the claim" for labels in (e.subjects, e.objects)]
    return (f"`{e.name}`", *ends, ", ".join(e.kinds), e.doc)


def queries() -> Iterator[str]:
    """Saved queries with their questions and parameters."""
    found, _ = query.read_all([paths.cypher_folder()])
    yield from ("# Saved questions", "", "Made from `cypher/` by `make docs`. Run one with `despite query NAME -p parameter=value`.", "")
    for q in found.values():
        yield from (f"## {q.name}", "", f"**{q.title}** — {q.about}", "", *(f"- {text}" for text in q.questions), "")
        if q.parameters:
            yield from _table(("parameter", "type", "default", "meaning"), ((f"`{p.name}`", p.type, _default(p), p.doc) for p in q.parameters))
            yield ""
        yield from (f"Columns: {', '.join(f'`{c}`' for c in q.columns)}", "")


def _default(p: query.Parameter) -> str:
    return "(needed)" if p.required else p.default or "(any)"


def commands() -> Iterator[str]:
    """Every command's help."""
    yield from ("# Commands", "", "Made from the command line by `make docs`.", "")
    for name, command in [("despite", cli), *sorted(cli.commands.items())]:
        context = click.Context(
            command, info_name=name if command is cli else f"despite {name}", terminal_width=100, max_content_width=100, help_option_names=["-h", "--help"]
        )
        yield from (f"## {context.info_name}", "", "```", command.get_help(context), "```", "")


if __name__ == "__main__":
    sys.exit(main())
