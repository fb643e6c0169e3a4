"""Explore: a name, what lies around it, and the words of the sources for each line."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from graph import schema
from graph.lookup import NotFound
from graph.reference import Thing
from graph.subgraph import Subgraph, around, of_facts
from graph.ui import held, notice, picture, start, text
from graph.ui.naming import called

MOST = 300
HOPS = (1, 2, 3)
#: More deals and bans than these are no overview.
_OVERVIEW = 2_000


def page() -> None:
    """The page."""
    centre, hops = _inputs()
    if held.empty():
        start.offer()
        return
    _matches(st.session_state.get("search") or "")
    if not centre:
        _overview()
    elif thing := _thing(centre):
        _draw(_around(*held.where(), thing.id, hops), thing.name, thing.id)


def _inputs() -> tuple[str | None, int]:
    box, how_far, all_ = st.columns([5, 2, 1], vertical_alignment="bottom")
    with box:
        st.text_input(
            "Find a company, agency, product, person …", key="search", type="search", icon=":material/search:", placeholder="Amazon", max_chars=200,
            on_change=_search,
        )  # fmt: skip
    with how_far:
        hops = st.segmented_control("Links from it", HOPS, default=1, key="hops", bind="query-params", required=True)
    with all_:
        st.button("Overview", icon=":material/public:", on_click=_centre, args=(None,), disabled="centre" not in st.query_params, width="stretch")
    return st.query_params.get("centre"), int(hops or 1)


def _search() -> None:
    """A name that one node has goes there at once."""
    found = held.names().find(st.session_state.search.strip())
    if len(found) == 1:
        _centre(found[0].id)


def _centre(id: str | None) -> None:
    st.session_state.search = ""
    if id:
        st.query_params["centre"] = id
    else:
        st.query_params.pop("centre", None)


def _matches(search: str) -> None:
    """What the search may mean, where it is not one node."""
    if not search.strip():
        return
    names = held.names()
    same = names.find(search)
    found = same or names.near(search, limit=8)
    if not found:
        notice.warn(f"No node has a name like “{search}”. Names are those that sources use; try another spelling or a part of it.")
        return
    st.caption(f"{len(found)} nodes have that name. Which?" if same else "No node has that name. The nearest:")
    with st.container(horizontal=True):
        for thing in found:
            st.button(text.label(called(thing)), key=f"to·{thing.id}", on_click=_centre, args=(thing.id,))


def _thing(centre: str) -> Thing | None:
    try:
        return held.names().one(centre)
    except NotFound as error:
        notice.refused(f"{error}.")
        return None


@st.cache_resource(max_entries=8, show_spinner=False)
def _around(home: str, state: str, centre: str, hops: int) -> Subgraph:
    return around(held.graph(), [centre], hops, limit=MOST)


def _overview() -> None:
    """All deals and bans, where they are few enough to be looked at."""
    edges = held.graph().edges
    ids = edges.filter(pc.is_in(edges["type"], pa.array([*schema.DEALS, *schema.BANS])))["id"].to_pylist()
    if len(ids) > _OVERVIEW:
        st.html(f'<p class="lead">The graph holds {len(ids):,} deals and bans. Find a name to begin with.</p>')
        return
    _draw(of_facts(held.graph(), ids), "Deals and bans", None)


def _draw(part: Subgraph, title: str, centre: str | None) -> None:
    left_out = f" · {part.left_out:,} further nodes are left out: take fewer links, or begin elsewhere" if part.left_out else ""
    st.html(f'<p class="meta"><b>{text.html(title)}</b> · {_count(part.nodes, "node")} · {_count(part.edges, "link")}{left_out}</p>')
    picture.picture(part, key=f"explore·{centre}", name=text.visible(title).replace(" ", "-").lower()[:60], centre=centre)


def _count(rows: list[dict[str, Any]], word: str) -> str:
    return f"{len(rows):,} {word}{'' if len(rows) == 1 else 's'}"
