"""Who has the last word on what is selected: the reader's click, or the page's wish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Selection:
    """What is selected now, and how it came about."""

    selected: str | None = None
    clicked_at: float | None = None
    """The mark of the last click that was seen; each click has another."""
    asked: str | None = None
    """What the page asked for when it was last run."""
    wished: str | None = None
    order: int = 0
    """How many wishes of the page were sent; the browser carries each out once."""


def after(before: Selection, *, click: Mapping[str, Any] | None, wish: str | None) -> Selection:
    """The selection after a rerun with the browser's last `click` and the page's `wish`.

    A wish counts when it differs from the one before and from what is selected: a page may hand back what it was told, one run
    late, without undoing a newer click. So a click changes nothing in what is sent to the browser, and the graph stays there.
    """
    now = replace(before, asked=wish)
    if click and click["at"] != before.clicked_at:
        now = replace(now, selected=click["id"], clicked_at=click["at"])
    if wish is None or wish == before.asked or (wish or None) == now.selected:
        return now
    return replace(now, selected=wish or None, wished=wish or None, order=now.order + 1)
