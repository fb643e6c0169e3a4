"""What the pages read: the workspace, opened once for the server, and what it holds, read again only when that changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph import paths
from graph.store.base import StoreUnavailable
from graph.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    import pyarrow as pa

    from graph.lookup import Names
    from graph.query import Query
    from graph.store.base import Store
    from graph.whole import Graph


def workspace() -> Workspace:
    """The workspace of DESPITE_HOME and DESPITE_STORE."""
    asked = open_workspace()
    return _opened(str(asked.home), asked.address)


@st.cache_resource(max_entries=4, on_release=Workspace.close, show_spinner=False)
def _opened(home: str, address: str) -> Workspace:
    return Workspace(Path(home), address)


def store() -> Store:
    """The graph database, showing what the ledger holds. Raises StoreError and ForeignStore."""
    found = workspace()
    _connected(str(found.home), found.address)
    with st.spinner("Writing the graph …", show_time=True):
        return found.shown()


@st.cache_resource(max_entries=4, show_spinner="Opening the graph …")
def _connected(home: str, address: str) -> bool:
    """Opens the database, once for all who ask at the same time."""
    try:
        return bool(_opened(home, address).store.address)
    except ValueError as error:
        raise StoreUnavailable(str(error)) from None


def where() -> tuple[str, str]:
    """The folder and the state of what it holds: what depends on nothing else may be kept under them."""
    found = workspace()
    return str(found.home), found.state()


def _key() -> tuple[str, str, str]:
    home, state = where()
    return home, workspace().address, state


def graph() -> Graph:
    """The graph as tables."""
    return _graph(*_key())


@st.cache_resource(max_entries=2, show_spinner="Reading the graph …")
def _graph(home: str, address: str, state: str) -> Graph:
    return _opened(home, address).graph()


def live() -> Mapping[str, pa.Table]:
    """What the ledger holds and counts: documents, entities, claims, candidates."""
    return _live(*_key())


@st.cache_resource(max_entries=2, show_spinner="Reading the ledger …")
def _live(home: str, address: str, state: str) -> Mapping[str, pa.Table]:
    return _opened(home, address).ledger.live()


def names() -> Names:
    """The names of all nodes."""
    return _names(*_key())


@st.cache_resource(max_entries=2, show_spinner="Reading the names …")
def _names(home: str, address: str, state: str) -> Names:
    from graph.lookup import names
    from graph.whole import things_of

    return names(things_of(_graph(home, address, state)))


def empty() -> bool:
    """Whether nothing is loaded."""
    return not len(graph().nodes["Document"])


def queries() -> dict[str, Query]:
    """The saved queries, ours and the analyst's; what is left out is said on the page of queries."""
    return _queries(*_files())[0]


def problems() -> list[str]:
    """What is wrong with saved queries that were left out."""
    return _queries(*_files())[1]


def _files() -> tuple[str, tuple[tuple[str, int], ...]]:
    home = workspace().home
    found = [p for folder in (paths.cypher_folder(), home / "cypher") for p in sorted(folder.glob("*.cypher"))]
    return str(home), tuple((str(p), p.stat().st_mtime_ns) for p in found)


@st.cache_resource(max_entries=2, show_spinner=False)
def _queries(home: str, files: tuple[tuple[str, int], ...]) -> tuple[dict[str, Query], list[str]]:
    problems: list[str] = []
    return Workspace(Path(home)).queries(problems.append), problems


def evidence(facts: Sequence[str]) -> list[dict[str, Any]]:
    """The claims that facts rest on, oldest first, with their documents."""
    from graph.evidence import evidence

    return evidence(graph(), live(), facts)
