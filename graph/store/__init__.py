"""Graph databases behind one interface: `open_store` gives the Store at an address."""

from __future__ import annotations

from pathlib import Path

from graph.store.base import Limits, QueryFailed, QueryTimeout, Result, Store, StoreError, StoreUnavailable, WriteRefused

__all__ = ["Limits", "QueryFailed", "QueryTimeout", "Result", "Store", "StoreError", "StoreUnavailable", "WriteRefused", "open_store"]

EMBEDDED = "embedded"
SERVERS = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


def open_store(address: str, *, home: Path | None = None) -> Store:
    """The store at `address`, opened.

    `embedded:FOLDER` runs the database inside this process; without a FOLDER it lies in `home`/graph.
    `bolt://`, `neo4j://` and their `+s` kinds are a Neo4j server; name and password come from the address or from
    NEO4J_USERNAME and NEO4J_PASSWORD, the database from NEO4J_DATABASE. Raises StoreUnavailable, or ValueError
    for an address that is none of these.
    """
    scheme, _, rest = address.partition(":")
    if scheme == EMBEDDED:
        from graph.store.embedded import EmbeddedStore

        return EmbeddedStore(_folder(rest, home))
    if scheme in SERVERS:
        from graph.store.neo4j import Neo4jStore

        return Neo4jStore(address)
    raise ValueError(f"a store's address begins with embedded: or one of {', '.join(f'{s}://' for s in SERVERS)}, not with {scheme[:20]!r}")


def _folder(name: str, home: Path | None) -> Path:
    if name:
        return Path(name).expanduser()
    if home is None:
        raise ValueError("embedded: without a folder needs a home to lie in; write embedded:FOLDER")
    return home / "graph"
