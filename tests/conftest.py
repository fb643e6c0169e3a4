"""Fixtures that all tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from graph.store import Store, open_store
from tests.neo4j_server import neo4j_uri as neo4j_uri

settings.register_profile("despite", deadline=None, print_blob=True)
settings.load_profile("despite")


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.xdist_group("neo4j"))])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store: the embedded one, then a real Neo4j."""
    address = "embedded:" if request.param == "embedded" else request.getfixturevalue("neo4j_uri")
    with open_store(address, home=tmp_path / "store") as opened:
        opened.clear()
        yield opened
        opened.clear()
