"""The pages of the app, in the order in which they stand, and the way from one to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

import streamlit as st

from graph.ui import text

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage


@dataclass(frozen=True, kw_only=True)
class Place:
    """A page: the module of that name holds its function `page`."""

    name: str
    title: str
    icon: str


PLACES = (
    Place(name="ask", title="Ask", icon=":material/forum:"),
    Place(name="explore", title="Explore", icon=":material/hub:"),
    Place(name="queries", title="Queries", icon=":material/terminal:"),
    Place(name="load", title="Load", icon=":material/upload_file:"),
    Place(name="about", title="About", icon=":material/info:"),
)


def pages() -> list[StreamlitPage]:
    """All pages. The first is the one that opens."""
    return [_page(place) for place in PLACES]


def _page(place: Place) -> StreamlitPage:
    module = import_module(f"graph.ui.{place.name}")
    return st.Page(module.page, title=place.title, icon=place.icon, url_path=place.name, default=place is PLACES[0])


def _named(name: str) -> StreamlitPage:
    return next(_page(place) for place in PLACES if place.name == name)


def way(name: str, words: str, /, *, icon: str | None = None, **params: object) -> None:
    """A link to another page, with what its address is to say."""
    st.page_link(_named(name), label=text.label(words), icon=icon, query_params=_params(params))


def go(name: str, /, **params: object) -> None:
    """Leave for another page."""
    st.switch_page(_named(name), query_params=_params(params))


def _params(given: Mapping[str, object]) -> dict[str, str]:
    return {key: str(value) for key, value in given.items() if value is not None}
