"""How commands speak: data to standard output, everything else to standard error, progress on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from graph.claims import Refusal
    from graph.store import Store
    from graph.workspace import Workspace

DAY = click.DateTime(["%Y-%m-%d"])


def say(text: str = "") -> None:
    """A line for the reader, beside the data."""
    click.echo(text, err=True)


def progress(total: int | None, what: str) -> Any:
    """A bar on a terminal for what takes over two seconds, nothing where output is piped."""
    from tqdm import tqdm

    return tqdm(total=total, desc=what, unit_scale=True, delay=2, disable=None, file=sys.stderr)


def finish(refusals: Iterable[Refusal], quarantine: Path | None = None) -> None:
    """Say what was refused, and exit with 1 if anything was."""
    refused = list(refusals)
    for refusal in refused[:50]:
        say(f"refused: {refusal}")
    if len(refused) > 50:
        say(f"… and {len(refused) - 50} more")
    if quarantine:
        say(f"The refused lines lie in {quarantine}; mend them and load that part again.")
    if refused:
        raise click.exceptions.Exit(1)


def printable(text: str) -> str:
    """Text without characters that could steer a terminal or turn its direction."""
    return "".join(c if c.isprintable() else " " for c in text)


def show(workspace: Workspace) -> Store:
    """The store, showing the ledger, with a progress bar."""
    with progress(None, "writing the graph") as bar:
        shown: Store = workspace.shown(progress=bar.update)
    return shown
