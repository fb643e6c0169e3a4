"""A page with nothing but the graph component, for tests: `?sample=NAME` picks the graph, `?wish=ID` is what the page can select."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import streamlit as st

from graph.ui.network import network
from tests.ui.graphs import graph

st.set_page_config(layout="wide")
name = st.query_params.get("sample", "sample")
one, two, three, four, _ = st.columns([1, 1, 1, 1, 2])
if one.button("Add two"):
    st.session_state.more = 2
if two.button("Select from the page"):
    st.session_state.wish = st.query_params.get("wish")
three.button("Run again")
if four.toggle("Away"):
    st.stop()
clicked = network(graph(name, more=st.session_state.get("more", 0)), key="graph", height=560, selection=st.session_state.get("wish"))
st.text(f"selected: {clicked}")
