"""The command `despite`: the group, its options, and what becomes of errors."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from graph.cli import asking, loading
from graph.cli.speech import say


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
        say("stopped")
        sys.exit(1)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (StoreError, ForeignStore) as error:
        say(f"despite: {error}")
        sys.exit(1)
    except PermissionError as error:
        say(f"despite: {error.filename} cannot be written: {error.strerror}")
        sys.exit(1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)


for _command in (*loading.COMMANDS, *asking.COMMANDS):
    cli.add_command(_command)
