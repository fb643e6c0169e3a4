"""The app's entry: settings of the page, navigation, and the one place where the graph's failures are shown."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from graph.project import ForeignStore
from graph.store.base import StoreError
from graph.ui import notice, places
from graph.ui.network.bundle import NotBuilt

HERE = Path(__file__).parent


def main() -> None:
    """Show the page that the address asks for."""
    st.set_page_config(page_title="despite", page_icon=str(HERE / "icon.svg"), layout="wide")
    st.logo(HERE / "icon.svg", size="small")
    st.html(HERE / "look.css")
    page = st.navigation(places.pages(), position="top")
    try:
        page.run()
    except (StoreError, ForeignStore, NotBuilt) as error:
        notice.refused(f"The graph cannot be shown: {error}")


if __name__ == "__main__":
    main()
