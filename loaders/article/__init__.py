"""Articles in, claims out: text or Markdown to documents, entities, claims and candidates.

`extract` reads a Document that is already in memory, `extract_path` a file. Importing this package
loads neither spaCy nor a model; the first call does.
"""

from __future__ import annotations

from pathlib import Path

from graph.claims import Batch, Document


def extract(document: Document) -> Batch:
    """What one document says: its claims, the entities that they name, and passages for review."""
    from loaders.article import pipeline

    return pipeline.extract(document)


def extract_path(path: Path, *, published: str | None = None) -> Batch:
    """What one text or Markdown file says. `published` overrides the date in its front matter.

    A file that cannot be read gives a batch that holds only its refusal.
    """
    from loaders.article import pipeline

    return pipeline.extract_path(path, published=published)


__all__ = ["extract", "extract_path"]
