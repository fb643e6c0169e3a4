"""The command `despite`. Data goes to standard output, everything else to standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from graph.ask import Reply
    from graph.claims import Refusal
    from graph.workspace import Loaded, Workspace

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]}, epilog='Example: despite ask "which vendors still serve federal agencies despite police bans"'
)
@click.option(
    "--home", envvar="DESPITE_HOME", type=click.Path(file_okay=False, path_type=Path), help="Folder with ledger and embedded graph (default: ~/.despite)."
)
@click.option("--store", envvar="DESPITE_STORE", help="Address of the graph: embedded:[FOLDER], bolt://…, neo4j://… (default: embedded:).")
@click.version_option(package_name="despite")
@click.pass_context
def cli(context: click.Context, home: Path | None, store: str | None) -> None:
    """Who sells surveillance technology to whom, despite what was promised."""
    from graph.workspace import open_workspace

    context.obj = context.with_resource(open_workspace(home, store))


def main() -> None:
    """Entry point: errors become one clear line and exit code 1."""
    from graph.project import ForeignStore
    from graph.store.base import StoreError

    try:
        code = cli.main(standalone_mode=False)
    except click.Abort:
        _say("stopped")
        sys.exit(1)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (StoreError, ForeignStore) as error:
        _say(f"despite: {error}")
        sys.exit(1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)


def _say(text: str = "") -> None:
    click.echo(text, err=True)


def _progress(total: int | None, what: str) -> Any:
    """A bar on a terminal for what takes over two seconds, nothing where output is piped."""
    from tqdm import tqdm

    return tqdm(total=total, desc=what, unit_scale=True, delay=2, disable=None, file=sys.stderr)


def _finish(refusals: Iterable[Refusal], quarantine: Path | None = None) -> None:
    """Say what was refused, and exit with 1 if anything was."""
    refused = list(refusals)
    for refusal in refused[:50]:
        _say(f"refused: {refusal}")
    if len(refused) > 50:
        _say(f"… and {len(refused) - 50} more")
    if quarantine:
        _say(f"The refused lines lie in {quarantine}; mend them and load that part again.")
    if refused:
        raise click.exceptions.Exit(1)


# -- in -------------------------------------------------------------------------------------------


@cli.command(epilog="Example: despite load article.txt --published 2020-06-17")
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
        _say(f"note: {note}")
    _show_difference(done, dry_run=dry_run)
    if not dry_run:
        _show(workspace)
    _finish(done.refusals, done.quarantine)


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
    with _progress(len(found), "reading") as bar:
        batch = Batch()
        for path in found:
            batch += sources.read(path, kind=kind, published=published)
            bar.update()
    return batch


def _show_difference(done: Loaded, *, dry_run: bool) -> None:
    appended = done.appended
    would = "would be " if dry_run else ""
    _say(f"{len(appended.new)} document(s) {would}new, {len(appended.changed)} {would}changed, {len(appended.known)} known already; {appended.claims} claim(s)")
    marks = {"new": "+", "gone": "-", "changed": "~"}
    for change in done.changes[:200]:
        click.echo(
            f"{marks[change.what]} {_printable(change.words)}" + (f"\n    “{_printable(change.quote)}”" if change.quote and change.what != "gone" else "")
        )
    if len(done.changes) > 200:
        click.echo(f"… and {len(done.changes) - 200} more changes")
    if not done.changes:
        _say("nothing in the graph changes")


def _printable(text: str) -> str:
    """Text without characters that could steer a terminal or turn its direction."""
    return "".join(c if c.isprintable() else " " for c in text)


def _show(workspace: Workspace) -> Any:
    """The store, showing the ledger, with a progress bar."""
    with _progress(None, "writing the graph") as bar:
        return workspace.shown(progress=bar.update)


@cli.command(epilog="Example: despite extract article.txt > claims.jsonl")
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
    with _progress(len(found), "reading") as bar:
        for path in found:
            batch = sources.read(path, kind=kind, published=published)
            refusals += batch.refusals
            for line in claims.write(batch.records()):
                click.echo(line)
            bar.update()
    _finish(refusals)


@cli.command(epilog="Example: despite retract starter-amazon-moratorium")
@click.argument("document")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def retract(workspace: Workspace, document: str, yes: bool) -> None:
    """Take a document back: show what would fall, then remove it. Loading it again brings it back."""
    fall = workspace.would_fall(document)
    if fall is None:
        raise click.ClickException(f"there is no document {document!r}; `despite status --documents` lists them")
    for change in fall:
        click.echo(f"{'-' if change.what == 'gone' else '~'} {_printable(change.words)}")
    _say(f"{len(fall)} change(s) to the graph")
    if not yes and sys.stdin.isatty():
        click.confirm("Retract it?", abort=True, err=True)
    workspace.ledger.retract(document)
    _show(workspace)
    _say(f"retracted {document}")


@cli.command(epilog="Example: despite rebuild --known-at 2024-05-01 --store bolt://localhost:7687")
@click.option("--store", "address", help="Write into this store.")
@click.option("--known-at", type=_DAY, help="What the ledger held at the end of that day.")
@click.pass_obj
def rebuild(workspace: Workspace, address: str | None, known_at: Any) -> None:
    """Write the whole graph again from the ledger."""
    from graph.workspace import open_workspace

    target = open_workspace(workspace.home, address or workspace.address)
    day = known_at.date() if known_at else None
    with target, _progress(None, "writing the graph") as bar:
        count = target.project(anew=True, known_at=day, progress=bar.update)
    _say(f"{count} nodes and edges written to {target.store.address if target._store else address or workspace.address}")


@cli.command(epilog="Example: despite status")
@click.option("--documents", is_flag=True, help="List the documents.")
@click.pass_obj
def status(workspace: Workspace, documents: bool) -> None:
    """What is loaded, where, how much, what waits for review."""
    live = workspace.ledger.live()
    if documents:
        for row in live["documents"].to_pylist():
            click.echo("\t".join(_printable(str(row[c] or "")) for c in ("id", "published", "publisher", "title", "url")))
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


# -- out ------------------------------------------------------------------------------------------


@cli.command(epilog='Example: despite ask "who sells to ICE" --as-of 2021-01-01')
@click.argument("question", required=False)
@click.option("--as-of", type=_DAY, help="The day that the answer is about (default: today).")
@click.option("--json", "as_json", is_flag=True, help="The whole answer as JSON.")
@click.option("--batch", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Lines {id, question, as_of}; one answer a line.")
@click.pass_obj
def ask(workspace: Workspace, question: str | None, as_of: Any, as_json: bool, batch: Path | None) -> None:
    """Answer a question, with its evidence."""
    if (question is None) == (batch is None):
        raise click.UsageError("give one question, or --batch FILE")
    answer = _asker(workspace)
    if batch:
        _finish(_answer_lines(batch, answer))
        return
    reply = answer(question or "", as_of.date() if as_of else None)
    click.echo(json.dumps(reply.to_json(), ensure_ascii=False)) if as_json else _print_reply(reply)
    if not reply.answered:
        raise click.exceptions.Exit(1)


def _asker(workspace: Workspace) -> Callable[[str, date | None], Reply]:
    from graph.ask import ask

    store = _show(workspace)
    names, queries = workspace.names(), list(workspace.queries(_say).values())
    return lambda question, day: ask(question, store, names, queries, workspace.evidence, as_of=day)


def _answer_lines(batch: Path, answer: Callable[[str, date | None], Reply]) -> Iterator[Refusal]:
    from graph.claims import Refusal

    for number, line in enumerate(batch.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            day = date.fromisoformat(row["as_of"]) if row.get("as_of") else None
            reply = answer(str(row["question"]), day)
        except (ValueError, KeyError, TypeError) as error:
            yield Refusal(file=str(batch), line=number, key=None, message=f"a line is an object with id, question and as_of: {error}")
            continue
        click.echo(json.dumps({"id": row.get("id"), **reply.to_json()}, ensure_ascii=False))


def _print_reply(reply: Reply) -> None:
    from graph.export import rows
    from graph.run import Answer

    click.echo(_printable(reply.sentence))
    if not reply.answered:
        return
    _say(f"understood as: {_printable(reply.understood)}")
    click.echo()
    for line in rows.table(Answer(columns=reply.columns, rows=[tuple(r) for r in reply.rows])):
        click.echo(line)
    click.echo()
    for item in reply.evidence:
        speaker = f" — {item['speaker']}" if item["speaker"] else ""
        click.echo(
            f"  “{_printable(item['quote'])}”{_printable(speaker)}\n    {item['title'] or item['document']}, {item['published'] or 'undated'}, {item['url'] or item['document']}"
        )


@cli.command(epilog="Example: despite query sellers_to -p agency=ICE --format csv")
@click.argument("name", required=False)
@click.option("-p", "given", multiple=True, metavar="NAME=VALUE", help="A parameter.")
@click.option("--format", "format_", type=click.Choice(["table", "csv", "json", "jsonl"]), default="table")
@click.option("--limit", type=click.IntRange(1, 1_000_000), default=10_000, help="At most so many rows.")
@click.pass_obj
def query(workspace: Workspace, name: str | None, given: Sequence[str], format_: str, limit: int) -> None:
    """Run a saved query; without a name: the list, with the question each answers."""
    from graph import run
    from graph.store.base import Limits

    queries = workspace.queries(_say)
    if name is None:
        for found in queries.values():
            click.echo(f"{found.name:<26}{found.question}")
        return
    if name not in queries:
        raise click.ClickException(f"there is no saved query {name!r}; `despite query` lists them")
    try:
        answer = run.run(queries[name], _pairs(given), _show(workspace), workspace.names(), limits=Limits(rows=limit))
    except run.BadParameter as error:
        raise click.ClickException(str(error)) from None
    _print(answer, format_)


@cli.command(epilog='Example: despite cypher "MATCH (c:Company) RETURN c.name ORDER BY c.name" --format csv')
@click.argument("text")
@click.option("-p", "given", multiple=True, metavar="NAME=VALUE", help="A parameter; a JSON value, else text.")
@click.option("--format", "format_", type=click.Choice(["table", "csv", "json", "jsonl"]), default="table")
@click.option("--limit", type=click.IntRange(1, 1_000_000), default=10_000, help="At most so many rows.")
@click.pass_obj
def cypher(workspace: Workspace, text: str, given: Sequence[str], format_: str, limit: int) -> None:
    """Run a line of Cypher, read-only, within limits of rows and time."""
    from graph import run
    from graph.store.base import Limits

    params = {k: _json_or_text(v) for k, v in _pairs(given).items()}
    _print(run.cypher(text, params, _show(workspace), limits=Limits(rows=limit)), format_)


def _pairs(given: Iterable[str]) -> dict[str, str]:
    pairs = [g.partition("=") for g in given]
    if wrong := [name for name, equals, _ in pairs if not equals]:
        raise click.BadParameter(f"{wrong[0]!r} is not NAME=VALUE", param_hint="-p")
    return {name.strip(): value for name, _, value in pairs}


def _json_or_text(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _print(answer: Any, format_: str) -> None:
    from graph.export import rows

    for line in rows.write(answer, format_):
        click.echo(line)
    if answer.truncated:
        _say(f"only the first {len(answer.rows)} rows are shown; there are more (--limit)")


@cli.command(epilog="Example: despite export --query sellers_to -p agency=ICE --format graphml ice.graphml")
@click.option("--query", "name", help="What a saved query speaks of.")
@click.option("-p", "given", multiple=True, metavar="NAME=VALUE", help="A parameter of the query.")
@click.option("--around", help="What lies around a node, by name or id.")
@click.option("--hops", type=click.IntRange(1, 4), default=1, help="How many links around it.")
@click.option("--all", "everything", is_flag=True, help="The whole graph.")
@click.option("--format", "format_", type=click.Choice(["graphml", "csv", "jsonl"]), help="By the file's ending otherwise.")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def export(
    workspace: Workspace, name: str | None, given: Sequence[str], around: str | None, hops: int, everything: bool, format_: str | None, out: Path
) -> None:
    """Write a part of the graph to a file."""
    from graph.export import files

    if sum(map(bool, (name, around, everything))) != 1:
        raise click.UsageError("say what: one of --query NAME, --around NAME, --all")
    chosen = format_ or out.suffix.lstrip(".")
    if chosen not in files.FORMATS:
        raise click.BadParameter(f"{out.suffix or 'no ending'} is not one of {', '.join(files.FORMATS)}; give --format", param_hint="OUT")
    found = _part(workspace, name, given, around, hops)
    files.FORMATS[chosen](found, out)
    _say(f"{len(found.nodes)} nodes and {len(found.edges)} edges written to {out}" + (f"; {found.left_out} nodes left out" if found.left_out else ""))


def _part(workspace: Workspace, name: str | None, given: Sequence[str], around: str | None, hops: int) -> Any:
    from graph import run, subgraph
    from graph.lookup import NotFound

    graph = workspace.graph()
    if name is None and around is None:
        return subgraph.whole(graph)
    try:
        if around:
            return subgraph.around(graph, [workspace.names().one(around).id], hops, limit=100_000)
        queries = workspace.queries(_say)
        if name not in queries:
            raise click.ClickException(f"there is no saved query {name!r}; `despite query` lists them")
        answer = run.run(queries[name], _pairs(given), _show(workspace), workspace.names())
        return subgraph.of_facts(graph, answer.facts)
    except (run.BadParameter, NotFound) as error:
        raise click.ClickException(str(error)) from None


@cli.command(epilog="Example: despite serve --port 8501")
@click.option("--port", type=click.IntRange(1, 65535), default=8501)
@click.option("--open/--no-open", "open_", default=True, help="Open a browser.")
@click.pass_obj
def serve(workspace: Workspace, port: int, open_: bool) -> None:
    """Open the app on http://localhost:PORT, for this machine only."""
    from graph.ui.serve import serve as run_app

    sys.exit(run_app(workspace.home, workspace.address, port=port, browser=open_))
