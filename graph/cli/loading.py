"""Commands that change what is known: load, extract, retract, rebuild; and status."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.cli.speech import DAY, finish, printable, progress, say, show

if TYPE_CHECKING:
    from graph.claims import Refusal
    from graph.workspace import Loaded, Workspace


@click.command(epilog="Example: despite load article.txt --published 2020-06-17")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice(["article", "claims"]), help="What the files are; detected by their names otherwise.")
@click.option("--published", metavar="DATE", help="Date of an article that does not say its own.")
@click.option("--dry-run", is_flag=True, help="Show the difference and write nothing.")
@click.option("--starter", is_flag=True, help="Load the project's own starter collection.")
@click.pass_obj
def load(workspace: Workspace, paths: Sequence[Path], kind: str | None, published: str | None, dry_run: bool, starter: bool) -> None:
    """Load articles or claims; a folder loads what it holds."""
    from graph import paths as places

    _check_date(published)
    chosen = [*paths, *([places.data_folder() / "starter" / "starter.jsonl"] if starter else [])]
    if not chosen:
        raise click.UsageError("give at least one file or folder, or --starter")
    batch = _read(chosen, kind, published)
    done = workspace.load(batch, sources=[str(p) for p in chosen], dry_run=dry_run)
    for note in batch.notes:
        say(f"note: {note}")
    _show_difference(done, dry_run=dry_run)
    if not dry_run:
        show(workspace)
    finish(done.refusals, done.quarantine)


def _check_date(text: str | None) -> None:
    from graph import dates

    try:
        dates.parse(text or "2000")
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--published") from None


def _read(chosen: Iterable[Path], kind: str | None, published: str | None) -> Any:
    from graph.claims import Batch
    from loaders import sources

    found = list(sources.files(chosen))
    with progress(len(found), "reading") as bar:
        batch = Batch()
        for path in found:
            batch += sources.read(path, kind=kind, published=published)
            bar.update()
    return batch


def _show_difference(done: Loaded, *, dry_run: bool) -> None:
    appended = done.appended
    would = "would be " if dry_run else ""
    say(f"{len(appended.new)} document(s) {would}new, {len(appended.changed)} {would}changed, {len(appended.known)} known already; {appended.claims} claim(s)")
    marks = {"new": "+", "gone": "-", "changed": "~"}
    for change in done.changes[:200]:
        click.echo(f"{marks[change.what]} {printable(change.words)}" + (f"\n    “{printable(change.quote)}”" if change.quote and change.what != "gone" else ""))
    if len(done.changes) > 200:
        click.echo(f"… and {len(done.changes) - 200} more changes")
    if not done.changes:
        say("nothing in the graph changes")


@click.command(epilog="Example: despite extract article.txt > claims.jsonl")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice(["article", "claims"]), help="What the files are; detected by their names otherwise.")
@click.option("--published", metavar="DATE", help="Date of an article that does not say its own.")
def extract(paths: Sequence[Path], kind: str | None, published: str | None) -> None:
    """Print documents, entities, claims and candidates as JSON Lines; touches no ledger and no store."""
    from graph import claims
    from loaders import sources

    _check_date(published)
    refusals: list[Refusal] = []
    found = list(sources.files(paths))
    with progress(len(found), "reading") as bar:
        for path in found:
            batch = sources.read(path, kind=kind, published=published)
            refusals += batch.refusals
            for line in claims.write(batch.records()):
                click.echo(line)
            bar.update()
    finish(refusals)


@click.command(epilog="Example: despite retract starter-amazon-moratorium-2020")
@click.argument("document")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def retract(workspace: Workspace, document: str, yes: bool) -> None:
    """Take a document back: show what would fall, then remove it. Loading it again brings it back."""
    fall = workspace.would_fall(document)
    if fall is None:
        raise click.ClickException(f"there is no document {document!r}; `despite status --documents` lists them")
    for change in fall:
        click.echo(f"{'-' if change.what == 'gone' else '~'} {printable(change.words)}")
    say(f"{len(fall)} change(s) to the graph")
    if not yes and not sys.stdin.isatty():
        raise click.UsageError("nobody can be asked here; say --yes to retract it")
    if not yes:
        click.confirm("Retract it?", abort=True, err=True)
    workspace.ledger.retract(document)
    show(workspace)
    say(f"retracted {document}")


@click.command(epilog="Example: despite rebuild --known-at 2024-05-01 --store bolt://localhost:7687")
@click.option("--store", "address", help="Write into this store.")
@click.option("--known-at", type=DAY, help="What the ledger held at the end of that day.")
@click.pass_obj
def rebuild(workspace: Workspace, address: str | None, known_at: Any) -> None:
    """Write the whole graph again from the ledger."""
    from graph.workspace import open_workspace

    target = open_workspace(workspace.home, address or workspace.address)
    day = known_at.date() if known_at else None
    with target, progress(None, "writing the graph") as bar:
        count = target.project(anew=True, known_at=day, progress=bar.update)
    say(f"{count} nodes and edges written to {target.store.address if target._store else address or workspace.address}")


@click.command(epilog="Example: despite status")
@click.option("--documents", is_flag=True, help="List the documents.")
@click.pass_obj
def status(workspace: Workspace, documents: bool) -> None:
    """What is loaded, where, how much, what waits for review."""
    live = workspace.ledger.live()
    if documents:
        for row in live["documents"].to_pylist():
            click.echo("\t".join(printable(str(row[c] or "")) for c in ("id", "published", "publisher", "title", "url")))
        return
    waiting = sum(d == "review" for d in live["claims"]["decision"].to_pylist())
    click.echo(f"home        {workspace.home}")
    click.echo(f"store       {workspace.address}")
    click.echo(f"loads       {len(workspace.ledger.entries())}")
    for name, table in live.items():
        click.echo(f"{name:<12}{len(table)}")
    click.echo(f"waiting     {waiting} claim(s) and {len(live['candidates'])} candidate(s) for review")
    for name, count in sorted(workspace.graph().counts.items()):
        click.echo(f"  {name:<20}{count}")


COMMANDS = (load, extract, retract, rebuild, status)
