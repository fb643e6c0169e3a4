"""The app's entry: settings of the page, navigation, and the one place where the graph's failures are shown."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from graph.project import ForeignStore
from graph.store.base import StoreError
from graph.ui import places

HERE = Path(__file__).parent


def main() -> None:
    """Show the page that the address asks for."""
    st.set_page_config(page_title="despite", page_icon=str(HERE / "icon.svg"), layout="wide")
    st.html(HERE / "look.css")
    page = st.navigation(places.pages(), position="top")
    try:
        page.run()
    except (StoreError, ForeignStore) as error:
        st.error("The graph cannot be read.", icon=":material/error:")
        st.text(str(error))


if __name__ == "__main__":
    main()
