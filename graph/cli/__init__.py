"""The command line."""

from graph.cli.main import cli, main

__all__ = ["cli", "main"]
