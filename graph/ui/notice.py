"""What a page has to say about itself: what was refused, what is left out, what was done. Whatever it quotes stays text."""

from __future__ import annotations

import streamlit as st

from graph.ui import marks, text


def refused(words: object) -> None:
    """Something did not work; the words say what to do."""
    _say(words, "error", "red", role="alert")


def warn(words: object) -> None:
    """Something that the reader should know before believing what is shown."""
    _say(words, "warning", "amber", role="status")


def done(words: object) -> None:
    """Something that was done."""
    _say(words, "check_circle", "green", role="status")


def _say(words: object, icon: str, colour: str, *, role: str) -> None:
    st.html(f'<p class="notice {colour}" role="{role}">{marks.icon(icon)}<span>{text.html(words)}</span></p>')
