"""An empty graph: what it is waiting for, and the button that fills it with our own collection."""

from __future__ import annotations

import streamlit as st

from graph import claims, paths
from graph.ui import held, places


def offer() -> None:
    """What to do where nothing is loaded yet."""
    with st.container(border=True):
        st.subheader("Nothing is loaded yet", anchor=False)
        st.write("The graph shows what you load, and nothing else. Begin with our starter collection of some 150 sources, or with a file of your own.")
        with st.container(horizontal=True, vertical_alignment="center"):
            load_button()
            places.way("load", "Load a file", icon=":material/upload_file:")
        st.caption("On the command line: `despite load --starter` or `despite load article.txt`.")


def load_button() -> None:
    """Loads the starter collection."""
    if st.button("Load the starter collection", type="primary", icon=":material/library_add:"):
        with st.spinner("Reading the starter collection …", show_time=True):
            path = paths.data_folder() / "starter" / "starter.jsonl"
            done = held.workspace().load(claims.read(path), sources=[str(path)])
        held.store()
        st.toast(f"{len(done.appended.new)} documents are new, {len(done.appended.known)} were known already.", icon=":material/check_circle:", duration="long")
        st.rerun()
