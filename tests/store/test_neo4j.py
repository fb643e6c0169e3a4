"""A real Neo4j: the contract, and what only a server of the user's own has to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from graph.store import Store, open_store
from graph.store.testing import StoreContract


@pytest.mark.xdist_group("neo4j")
class TestNeo4j(StoreContract):
    @pytest.fixture
    def opened(self, neo4j_uri: str) -> Iterator[list[Store]]:
        stores = [open_store(neo4j_uri)]
        stores[0].prepare()
        yield stores
        with open_store(neo4j_uri) as cleaner:
            cleaner.clear()
        for store in stores:
            store.close()

    @pytest.fixture
    def store(self, opened: list[Store]) -> Store:
        return opened[0]

    @pytest.fixture
    def reopen(self, opened: list[Store], neo4j_uri: str) -> Callable[[], Store]:
        def again() -> Store:
            opened[-1].close()
            opened.append(open_store(neo4j_uri))
            return opened[-1]

        return again
