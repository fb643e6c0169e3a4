"""A file as a document: its front matter apart, its text unchanged, and a refusal that says what to do."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from graph.claims import Document, Refusal
from loaders.article import extract_path, text

BODY = "Veridane sold cameras.\r\n\r\n  Two spaces, a tab\tand “quotes” stay as they are.\n"


def written(folder: Path, content: str | bytes, name: str = "A Story, 2.md") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def document(path: Path, **more: str) -> Document:
    found = text.read(path, **more)
    assert isinstance(found, Document), found
    return found


def refusal(path: Path, **more: str) -> Refusal:
    found = text.read(path, **more)
    assert isinstance(found, Refusal)
    return found


def test_the_text_is_what_follows_the_front_matter_unchanged(tmp_path: Path) -> None:
    path = written(tmp_path, f"---\ntitle: A story\npublished: 2024-05-16\npublisher: The Post\nurl: https://example.org/a\n---\n{BODY}")
    found = document(path)
    assert found.text == BODY
    assert (found.title, found.published, found.publisher, found.url) == ("A story", "2024-05-16", "The Post", "https://example.org/a")
    assert found.sha256 == hashlib.sha256(BODY.encode()).hexdigest()
    assert found.path == str(path)


def test_a_document_is_named_by_its_file_and_its_address_where_it_has_one(tmp_path: Path) -> None:
    found = document(written(tmp_path, "---\nurl: https://example.org/a\n---\nSome words."))
    assert found.id == "a-story-2-" + hashlib.sha256(b"https://example.org/a").hexdigest()[:8]


def test_a_text_that_was_mended_is_the_same_document(tmp_path: Path) -> None:
    first = document(written(tmp_path, "Some words."))
    second = document(written(tmp_path, "Some other words."))
    assert (first.id, first.sha256 == second.sha256) == (second.id, False)


def test_a_text_in_memory_is_named_by_itself() -> None:
    assert text.from_text("Some words.", stem="note").id == "note-" + hashlib.sha256(b"Some words.").hexdigest()[:8]


def test_a_given_day_overrides_that_of_the_front_matter(tmp_path: Path) -> None:
    path = written(tmp_path, "---\npublished: 2024-05-16\n---\nSome words.")
    assert document(path, published="2023-01").published == "2023-01"


def test_other_keys_are_kept_aside(tmp_path: Path) -> None:
    assert document(written(tmp_path, "---\nauthor: [Ann, Bob]\n---\nSome words.")).extra == {"author": ["Ann", "Bob"]}


def test_the_first_line_is_the_title_where_it_reads_like_one(tmp_path: Path) -> None:
    assert document(written(tmp_path, "# A headline\n\nSome words.")).title == "A headline"
    assert document(written(tmp_path, "A sentence.\n\nSome words.")).title is None


def test_a_line_of_dashes_without_keys_is_text(tmp_path: Path) -> None:
    assert document(written(tmp_path, "---\n\nSome words.")).text == "---\n\nSome words."


def test_a_byte_order_mark_is_not_text(tmp_path: Path) -> None:
    assert document(written(tmp_path, b"\xef\xbb\xbfSome words.")).text == "Some words."


@pytest.mark.parametrize(
    ("content", "line", "key", "words"),
    [
        (b"Line one.\nCaf\xe9 noir.\n", 2, None, "not UTF-8"),
        (b"", 0, None, "empty"),
        (b" \n\n", 0, None, "empty"),
        (b"PK\x03\x04\x00\x00binary", 0, None, "binary"),
        ("Some words.".encode("utf-16"), 0, None, "UTF-16"),
        (b"---\ntitle: A\nSome words.", 1, None, "closing line"),
        (b"---\ntitle: [A\n---\nSome words.", 2, None, "not YAML"),
        (b"---\ntitle: A\n---\n\n", 0, None, "no text"),
        (b"---\ntitle: {a: b}\n---\nSome words.", 2, "title", "must be text"),
        (b"---\ntitle: A\npublished: last spring\n---\nSome words.", 3, "published", "last spring"),
        (b"x" * (text.MAX_BYTES + 1), 0, None, "split the file"),
    ],
    ids=["latin-1", "nothing", "only spaces", "binary", "utf-16", "unclosed", "no yaml", "no text", "a mapping for a title", "no date", "too long"],
)
def test_what_cannot_be_read_is_refused_with_line_and_advice(tmp_path: Path, content: bytes, line: int, key: str | None, words: str) -> None:
    path = written(tmp_path, content)
    found = refusal(path)
    assert (found.file, found.key) == (str(path), key)
    assert found.line in (line, line + 1) if words == "not YAML" else found.line == line
    assert words in found.message + found.text


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(tmp_path / "none.txt").message
    assert "cannot be read" in refusal(tmp_path).message


def test_a_refused_file_gives_a_batch_with_only_the_refusal(tmp_path: Path) -> None:
    batch = extract_path(written(tmp_path, b""))
    assert (len(batch.refusals), list(batch.records())) == (1, [])
