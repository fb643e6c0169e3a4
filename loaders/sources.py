"""Which loader reads a path: the kind is detected, or said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from graph import claims
from graph.claims import Batch, Refusal

Reader = Callable[[Path, str | None], Batch]


def _article(path: Path, published: str | None) -> Batch:
    from loaders.article import extract_path

    return extract_path(path, published=published)


def _claims(path: Path, published: str | None) -> Batch:
    return claims.read(path)


READERS: dict[str, Reader] = {"article": _article, "claims": _claims}
_BY_SUFFIX = {".txt": "article", ".md": "article", ".markdown": "article", ".text": "article", ".jsonl": "claims", ".ijson": "claims", ".ndjson": "claims"}


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files of paths and of folders, in order. Hidden files, and texts that a claims file beside them names, are not read by themselves."""
    for path in paths:
        yield from sorted(p for p in path.rglob("*") if p.is_file() and kind_of(p) and not _hidden(p, path)) if path.is_dir() else [path]


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def kind_of(path: Path) -> str | None:
    """The kind of a file by its name; None where no loader reads it."""
    return _BY_SUFFIX.get(path.suffix.lower())


def read(path: Path, *, kind: str | None = None, published: str | None = None) -> Batch:
    """What a file holds. A file that cannot be read is a refusal, not an error."""
    if str(path).startswith(("http:", "https:")):
        return _refused(path, "addresses cannot be loaded yet; save the page as text or Markdown, with its `url` and `published` as front matter")
    found = kind or kind_of(path)
    if found is None:
        return _refused(path, f"no loader reads {path.suffix or 'files without an ending'}; say which with --kind {'|'.join(READERS)}")
    try:
        return READERS[found](path, published)
    except FileNotFoundError:
        return _refused(path, "there is no such file")
    except IsADirectoryError:
        return _refused(path, "this is a folder, not a file")
    except OSError as error:
        return _refused(path, f"cannot be read: {error.strerror}")


def _refused(path: Path, message: str) -> Batch:
    return Batch(refusals=(Refusal(file=str(path), line=0, key=None, message=message),))
