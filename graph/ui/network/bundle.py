"""The built files of the component, and how Streamlit is told of them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest
from streamlit.components.v2.types import ComponentRenderer

HERE = Path(__file__).parent
STATIC = HERE / "static"
NAME = "despite.network"


class NotBuilt(RuntimeError):
    """The component's files are missing."""


def component() -> ComponentRenderer:
    """The mounting command of the component, known to the Streamlit that runs now. Raises NotBuilt."""
    if not list(STATIC.glob("network-*.js")):
        raise NotBuilt(f"{STATIC} holds no network-*.js: the graph component is not built; run `npm ci && npm run build` in {HERE}, or install again")
    _declare()
    return _registered()


def _declare() -> None:
    """In a wheel Streamlit finds the declaration by itself. In an editable install it looks in the wrong folder, so it is given it."""
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(NAME) is None:
        declared = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))
        configs = [ComponentConfig.from_dict(c) for c in declared["tool"]["streamlit"]["component"]["components"]]
        manager.register_from_manifest(ComponentManifest(name=declared["project"]["name"], version="0", components=configs), HERE)


@cache
def _registered() -> ComponentRenderer:
    return st.components.v2.component(NAME, js="network-*.js")
