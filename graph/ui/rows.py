"""An answer's rows as a table that can be sorted, searched and saved."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from graph.export import rows as export
from graph.run import Answer, plain
from graph.ui import text

_IDS = ("fact", "facts", "denial")
_LINKS = ("source", "url")
_DAYS = ("since", "until", "start", "end", "published", "reported", "ban_from", "last_evidence")


def table(answer: Answer, *, key: str) -> None:
    """The rows, without the ids of facts; addresses that are none of the web stay text."""
    shown = [i for i, c in enumerate(answer.columns) if not is_id(c)]
    data = {answer.columns[i]: [_cell(answer.columns[i], row[i]) for row in answer.rows] for i in shown}
    st.dataframe(data, hide_index=True, key=key, placeholder="", column_config={c: _column(c) for c in data})


def choose(data: Mapping[str, Sequence[Any]], *, key: str, height: int = 420, on_select: Callable[[], None] | None = None) -> int | None:
    """A table of which one row can be chosen, with a click or with the arrow keys and the space bar. Returns the row's place."""
    cells = {name: [_cell(name, value) for value in values] for name, values in data.items()}
    columns = {name: _column(name) for name in cells}
    tall = min(35 * (len(next(iter(cells.values()), ())) + 1) + 3, height)
    state = st.dataframe(
        cells, hide_index=True, key=key, placeholder="", height=tall, column_config=columns, on_select=on_select or "rerun", selection_mode="single-row"
    )
    chosen = state["selection"]["rows"]
    return chosen[0] if chosen else None


def is_id(column: str) -> bool:
    """Whether a column holds ids of facts, which are for programs."""
    return column in _IDS or column.endswith("_fact")


def _is_link(column: str) -> bool:
    return column in _LINKS or column.endswith("_source")


def _cell(column: str, value: Any) -> Any:
    if _is_link(column):
        return text.link(value)
    simple = plain(value)
    if simple is None or isinstance(simple, (bool, int, float)):
        return simple
    if isinstance(simple, list) and not any(isinstance(v, (list, dict)) for v in simple):
        return text.visible("; ".join(map(str, simple)))
    return text.visible(simple if isinstance(simple, str) else json.dumps(simple, ensure_ascii=False))


def _column(name: str) -> Any:
    words = name.replace("_", " ")
    if _is_link(name):
        return st.column_config.LinkColumn(words, display_text="open")
    if name in _DAYS:
        return st.column_config.Column(words, width=120)
    if name in ("amount", "total"):
        return st.column_config.NumberColumn(words, format="localized")
    return st.column_config.Column(words, width="large" if name in ("quote", "why") else None)


def downloads(answer: Answer, name: str) -> None:
    """Buttons that save the rows, all columns, as CSV and JSON."""
    kinds: Sequence[tuple[str, str, str]] = (("CSV", "csv", "text/csv"), ("JSON", "json", "application/json"))
    with st.container(horizontal=True):
        for words, ending, mime in kinds:
            content = "\n".join(export.write(answer, ending)) + "\n"
            st.download_button(words, content, f"{name}.{ending}", mime, icon=":material/download:", on_click="ignore", key=f"{name}.{ending}")
