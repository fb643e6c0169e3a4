"""Marks beside a statement: how sure it is, what a verdict says. Always a word with its icon; the colour only repeats it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.ui import text


@dataclass(frozen=True, kw_only=True)
class Look:
    """An icon of Streamlit's own icon font, and a colour of look.css."""

    icon: str
    colour: str


VERDICTS = {
    "covered": Look(icon="gavel", colour="red"),
    "exempt": Look(icon="shield", colour="violet"),
    "not covered": Look(icon="remove_circle_outline", colour="grey"),
    "unclear": Look(icon="help", colour="amber"),
}
PARTS = {
    "serves": Look(icon="handshake", colour="blue"),
    "pilot or partnership": Look(icon="science", colour="amber"),
    "not confirmed": Look(icon="question_mark", colour="grey"),
    "ban expired": Look(icon="event_busy", colour="grey"),
}
STATUS = {
    "confirmed": Look(icon="check_circle", colour="blue"),
    "pilot": Look(icon="science", colour="amber"),
    "partnership": Look(icon="handshake", colour="green"),
    "offer": Look(icon="campaign", colour="blue"),
    "ban": Look(icon="block", colour="red"),
    "denied": Look(icon="cancel", colour="violet"),
    "disputed": Look(icon="balance", colour="amber"),
    "ended": Look(icon="event_busy", colour="grey"),
}
_UNKNOWN = Look(icon="question_mark", colour="grey")
_FAMILIES = {
    "PILOTED_BY": "pilot", "PARTNERED_WITH": "partnership", "MARKETED_TO": "offer", "DEMOED_TO": "offer", "SOUGHT_BY": "offer",
    "BANS_SALE": "ban", "BANS_USE": "ban", "REGULATORY_BAN": "ban", "DENIED": "denied",
}  # fmt: skip


def mark(words: object, look: Look | None = None) -> str:
    """A mark as HTML."""
    shown = look or _UNKNOWN
    return f'<span class="mark {shown.colour}">{icon(shown.icon)}{text.html(words)}</span>'


def icon(name: str) -> str:
    """An icon that a screen reader passes over, since the word stands beside it."""
    return f'<span class="icon" aria-hidden="true" translate="no">{name}</span>'


def verdict(value: str) -> str:
    """The mark of a verdict."""
    return mark(value, VERDICTS.get(value))


def status(edge: Mapping[str, Any]) -> str:
    """The mark of a fact: confirmed, pilot, ban, denied; for what is not confirmed, how sure its source is."""
    word = edge.get("factuality") or "not confirmed" if edge["type"] == "UNCONFIRMED" else _FAMILIES.get(edge["type"], "confirmed")
    return mark(word, STATUS.get(word))
