"""Text of the graph on a page: whatever it holds, it stays text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from html import escape
from typing import Any
from urllib.parse import urlsplit

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$<>=^&\"'])")
_DIRECTIVE = re.compile(r":(?=\S)")
_JOINER = "\u2060"


def visible(value: Any) -> str:
    """The value in one line, without characters that steer: controls, and those that turn the direction of what follows."""
    text = "" if value is None else str(value)
    kept = "".join(" " if c in "\t\n\r\u2028\u2029" else c for c in text if c in "\t\n\r\u200c\u200d" or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return " ".join(kept.split())


def html(value: Any) -> str:
    """The value for `st.html`. Its own direction of writing ends where it ends."""
    return f"<bdi>{escape(visible(value))}</bdi>"


def prose(value: Any) -> str:
    """Words of our own for `st.html`, with `names` between backticks as code."""
    return re.sub(r"`([^`<>]+)`", r"<code>\1</code>", html(value))


def label(value: Any) -> str:
    """The value for labels of buttons, tabs and the like, which Streamlit reads as Markdown without links.

    A colon before a character gets an invisible companion, since Streamlit looks for icons and colours after Markdown has been read.
    """
    return _DIRECTIVE.sub(f":{_JOINER}", _MARKDOWN.sub(r"\\\1", visible(value)))


def link(url: Any) -> str | None:
    """The address, if it is one of the web; None for anything else, scripts included."""
    text = str(url or "")
    try:
        parts = urlsplit(text)
        web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return text if web and visible(text) == text and not set(text) & set(" <>\"'`\\") else None


def anchor(url: Any, words: Any) -> str:
    """A link for `st.html` that opens beside the app; the words alone where the address is none."""
    address = link(url)
    return f'<a href="{escape(address)}" target="_blank">{html(words)}</a>' if address else html(words)


def table(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """A table for `st.html`, of values that stay text."""
    top = "".join(f'<th scope="col">{html(c)}</th>' for c in head)
    body = "".join("<tr>" + "".join(f"<td>{html(v)}</td>" for v in row) + "</tr>" for row in rows)
    return f'<div class="wide"><table class="table"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'


def list_of(rows: Iterable[tuple[str, str]]) -> str:
    """A list for `st.html` of a sign and its meaning, both HTML already."""
    return f'<ul class="legend">{"".join(f"<li>{sign} {meaning}</li>" for sign, meaning in rows)}</ul>'
