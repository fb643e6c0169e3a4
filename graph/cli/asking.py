"""Commands that read: ask, query, cypher, export; and serve."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.cli.speech import DAY, finish, printable, say, show

if TYPE_CHECKING:
    from graph.ask import Reply
    from graph.claims import Refusal
    from graph.run import Answer
    from graph.subgraph import Subgraph
    from graph.workspace import Workspace


@click.command(epilog='Example: despite ask "who sells to ICE" --as-of 2021-01-01')
@click.argument("question", required=False)
@click.option("--as-of", type=DAY, help="The day that the answer is about (default: today).")
@click.option("--json", "as_json", is_flag=True, help="The whole answer as JSON.")
@click.option("--batch", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Lines {id, question, as_of}; one answer a line.")
@click.pass_obj
def ask(workspace: Workspace, question: str | None, as_of: Any, as_json: bool, batch: Path | None) -> None:
    """Answer a question, with its evidence."""
    if (question is None) == (batch is None):
        raise click.UsageError("give one question, or --batch FILE")
    answer = _asker(workspace)
    if batch:
        finish(_answer_lines(batch, answer))
        return
    reply = answer(question or "", as_of.date() if as_of else None)
    click.echo(json.dumps(reply.to_json(), ensure_ascii=False)) if as_json else _print_reply(reply)
    if not reply.answered:
        raise click.exceptions.Exit(1)


def _asker(workspace: Workspace) -> Callable[[str, date | None], Reply]:
    from graph.ask import ask

    store = show(workspace)
    names, queries = workspace.names(), list(workspace.queries(say).values())
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

    click.echo(printable(reply.sentence))
    if not reply.answered:
        return
    say(f"understood as: {printable(reply.understood)}")
    click.echo()
    for line in rows.table(Answer(columns=reply.columns, rows=[tuple(r) for r in reply.rows])):
        click.echo(line)
    click.echo()
    for item in reply.evidence:
        speaker = f" — {item['speaker']}" if item["speaker"] else ""
        click.echo(
            f"  “{printable(item['quote'])}”{printable(speaker)}\n"
            f"    {item['title'] or item['document']}, {item['published'] or 'undated'}, {item['url'] or item['document']}"
        )


@click.command(epilog="Example: despite query sellers_to -p agency=ICE --format csv")
@click.argument("name", required=False)
@click.option("-p", "given", multiple=True, metavar="NAME=VALUE", help="A parameter.")
@click.option("--format", "format_", type=click.Choice(["table", "csv", "json", "jsonl"]), default="table")
@click.option("--limit", type=click.IntRange(1, 1_000_000), default=10_000, help="At most so many rows.")
@click.pass_obj
def query(workspace: Workspace, name: str | None, given: Sequence[str], format_: str, limit: int) -> None:
    """Run a saved query; without a name: the list, with the question each answers."""
    from graph import run
    from graph.store.base import Limits

    queries = workspace.queries(say)
    if name is None:
        for found in queries.values():
            click.echo(f"{found.name:<26}{found.question}")
        return
    if name not in queries:
        raise click.ClickException(f"there is no saved query {name!r}; `despite query` lists them")
    try:
        answer = run.run(queries[name], _pairs(given), show(workspace), workspace.names(), limits=Limits(rows=limit))
    except run.BadParameter as error:
        raise click.ClickException(str(error)) from None
    _print(answer, format_)


@click.command(epilog='Example: despite cypher "MATCH (c:Company) RETURN c.name ORDER BY c.name" --format csv')
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
    _print(run.cypher(text, params, show(workspace), limits=Limits(rows=limit)), format_)


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


def _print(answer: Answer, format_: str) -> None:
    from graph.export import rows

    for line in rows.write(answer, format_):
        click.echo(line)
    if answer.truncated:
        say(f"only the first {len(answer.rows)} rows are shown; there are more (--limit)")


@click.command(epilog="Example: despite export --query sellers_to -p agency=ICE --format graphml ice.graphml")
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
    say(f"{len(found.nodes)} nodes and {len(found.edges)} edges written to {out}" + (f"; {found.left_out} nodes left out" if found.left_out else ""))


def _part(workspace: Workspace, name: str | None, given: Sequence[str], around: str | None, hops: int) -> Subgraph:
    from graph import run, subgraph
    from graph.lookup import NotFound

    graph = workspace.graph()
    if name is None and around is None:
        return subgraph.whole(graph)
    try:
        if around:
            return subgraph.around(graph, [workspace.names().one(around).id], hops, limit=100_000)
        queries = workspace.queries(say)
        if name not in queries:
            raise click.ClickException(f"there is no saved query {name!r}; `despite query` lists them")
        answer = run.run(queries[name], _pairs(given), show(workspace), workspace.names())
        return subgraph.of_facts(graph, answer.facts)
    except (run.BadParameter, NotFound) as error:
        raise click.ClickException(str(error)) from None


@click.command(epilog="Example: despite serve --port 8501")
@click.option("--port", type=click.IntRange(1, 65535), default=8501)
@click.option("--open/--no-open", "open_", default=True, help="Open a browser.")
@click.pass_obj
def serve(workspace: Workspace, port: int, open_: bool) -> None:
    """Open the app on http://localhost:PORT, for this machine only."""
    from graph.ui.serve import serve as run_app

    sys.exit(run_app(workspace.home, workspace.address, port=port, browser=open_))


COMMANDS = (ask, query, cypher, export, serve)
