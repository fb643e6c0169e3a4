"""The graph component: draws a small graph in the browser and says what the reader has clicked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import streamlit as st

from graph.ui.network.bundle import component
from graph.ui.network.drawing import draw
from graph.ui.network.selection import Selection, after

__all__ = ["network"]


def network(subgraph: Mapping[str, Any], *, key: str, height: int = 560, selection: str | None = None) -> str | None:
    """Draws a graph and returns the id of the node or edge that is selected, None where nothing is.

    `subgraph` holds plain JSON values: `nodes` with `id`, `label` and `name`, `edges` with `id`, `type`, `from`, `to` and,
    where they apply, `title` (what stands on the edge), `claim`, `factuality`, `end_latest` and `disputed`; labels and types
    as in `graph/schema.py`. `as_of`, an ISO day, says on which day an edge counts as ended; without it that is today.
    At most 300 nodes are drawn, those with the most links, and the component says how many are left out.

    The browser keeps places, viewport and selection under `key`. `selection` is the page's own wish: it is carried out when
    it changes, None leaves the reader's choice alone, and an empty text clears it. `height` is in pixels.
    """
    drawing = draw(subgraph)
    slot = f"{key}·selection"
    click = (st.session_state.get(key) or {}).get("click")
    now = after(st.session_state.get(slot, Selection()), click=click, wish=selection)
    st.session_state[slot] = now
    component()(
        key=key,
        data={"key": key, "height": height, "drawing": asdict(drawing), "choice": {"id": now.wished, "order": now.order}},
        height=height,
        on_click_change=_nothing,
    )
    return now.selected if now.selected in drawing.ids() else None


def _nothing() -> None:
    """Streamlit keeps the component's state only where it has a function to call."""
