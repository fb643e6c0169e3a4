"""The embedded store: the contract, and what only a database inside the process has to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.store import Store, open_store
from graph.store.testing import StoreContract


class TestEmbedded(StoreContract):
    @pytest.fixture
    def opened(self, tmp_path: Path) -> Iterator[list[Store]]:
        stores = [open_store("embedded:", home=tmp_path)]
        stores[0].prepare()
        yield stores
        for store in stores:
            store.close()

    @pytest.fixture
    def store(self, opened: list[Store]) -> Store:
        return opened[0]

    @pytest.fixture
    def reopen(self, opened: list[Store], tmp_path: Path) -> Callable[[], Store]:
        def again() -> Store:
            opened[-1].close()
            opened.append(open_store("embedded:", home=tmp_path))
            return opened[-1]

        return again
