"""A part of the graph on a page: drawn, with what is clicked beside it, as tables, and to save."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from graph.export import files
from graph.subgraph import Subgraph
from graph.ui import details, rows
from graph.ui.network import network

HEIGHT = 600
Row = dict[str, Any]


def picture(part: Subgraph, *, key: str, name: str, centre: str | None = None, as_of: str | None = None, folded: bool = False) -> None:
    """The graph with a panel beside it, and under it, or `folded` away, the same as tables and files. Without a click the panel shows `centre`."""
    drawn, panel = st.columns([2.4, 1], gap="small")
    wish = _chosen(part, key)
    with drawn:
        selected = network(drawing(part, as_of), key=key, height=HEIGHT, selection=wish)
    with panel, st.container(border=True, height=HEIGHT):
        details.show(part, selected or centre, centre=centre)
    if folded:
        with st.expander("The same as tables and files", icon=":material/table:"):
            _under(part, key, name)
    else:
        _under(part, key, name)


def _under(part: Subgraph, key: str, name: str) -> None:
    listed, saved = st.tabs([":material/table: Table", ":material/download: Export"])
    with listed:
        _tables(part, key)
    with saved:
        _downloads(part, name)


def drawing(part: Subgraph, as_of: str | None = None) -> Row:
    """What the component draws. What is denied or not confirmed says so on its line, so it goes without the words of the plain fact."""
    edges = [{k: v for k, v in e.items() if k != "title" or not e.get("claim")} for e in part.edges]
    return {"nodes": part.nodes, "edges": edges, **({"as_of": as_of} if as_of else {})}


def _chosen(part: Subgraph, key: str) -> str | None:
    """The row that was last chosen in one of the tables, as a wish to select it in the drawing."""
    wish: str | None = st.session_state.get(f"{key}·row")
    return wish if wish in {x["id"] for x in (*part.nodes, *part.edges)} else None


def _tables(part: Subgraph, key: str) -> None:
    """Nodes and edges; the arrow keys and the space bar choose a row, and the panel shows it."""
    st.caption("The same as in the drawing. Choose a row to see its evidence beside the drawing.")
    names = {n["id"]: n["name"] for n in part.nodes}
    edges = [details.words(e, names) | {"since": e.get("start"), "until": e.get("end"), "sources": e.get("sources")} for e in part.edges]
    nodes = [{"name": n["name"], "type": n["label"], **{k: n.get(k) for k in ("level", "function", "jurisdiction", "country")}} for n in part.nodes]
    for title, listed, ids in (("Edges", edges, [e["id"] for e in part.edges]), ("Nodes", nodes, [n["id"] for n in part.nodes])):
        st.markdown(f"**{title}** · {len(listed)}")
        table = f"{key}·{title}"
        shown = {c: [r[c] for r in listed] for c in (listed[0] if listed else {}) if any(r[c] is not None for r in listed)}
        rows.choose(shown, key=table, on_select=partial(_choose, key, table, ids))


def _choose(key: str, table: str, ids: list[str]) -> None:
    chosen = st.session_state[table]["selection"]["rows"]
    st.session_state[f"{key}·row"] = ids[chosen[0]] if chosen else None


def _downloads(part: Subgraph, name: str) -> None:
    st.caption("GraphML opens in Gephi, yEd and Cytoscape; CSV in a spreadsheet; JSON Lines in programs.")
    kinds = (
        ("GraphML", "graphml", "", "application/xml"),
        ("Nodes, CSV", "csv", "-nodes", "text/csv"),
        ("Edges, CSV", "csv", "-edges", "text/csv"),
        ("JSON Lines", "jsonl", "", "application/jsonl"),
    )
    with st.container(horizontal=True):
        for words, ending, extra, mime in kinds:
            st.download_button(
                words,
                _content(part, ending, extra),
                f"{name}{extra}.{ending}",
                mime,
                icon=":material/download:",
                on_click="ignore",
                key=f"{name}{extra}.{ending}",
            )


def _content(part: Subgraph, ending: str, extra: str) -> Callable[[], bytes]:
    """The file's content, made when somebody asks for it."""

    def made() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            files.FORMATS[ending](part, Path(folder) / f"part.{ending}")
            return (Path(folder) / f"part{extra}.{ending}").read_bytes()

    return made
