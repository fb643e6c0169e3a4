"""What the words around an event make of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graph import schema
from loaders.article.parse import Token


@dataclass(frozen=True, kw_only=True)
class Context:
    """What the words around an event make of it."""

    polarity: str = "asserted"
    factuality: str = "actual"
    speaker: str | None = None
    blocked: str | None = None
    """Why nothing is stated, where nothing is: a demand, a condition, a question."""
    ended: bool = False
    """It is said to stop, or to have stopped."""
    refused: bool = False
    """Somebody says that it will not be done, or promises so."""
    tried: bool = False
    """Somebody tries or offers to do it."""
    begun: bool = False
    ordered: Token | None = None
    """The verb by which somebody orders it."""
    verbs: tuple[Token, ...] = ()
    """The verbs passed on the way up: an announcement's date hangs on one of them."""
    reasons: tuple[str, ...] = ()

    def weaker(self, factuality: str) -> Context:
        """The same, no surer than `factuality`."""
        return replace(self, factuality=max(self.factuality, factuality, key=schema.FACTUALITIES.index))

    def because(self, reason: str) -> Context:
        """The same with one more reason."""
        return replace(self, reasons=(*self.reasons, reason))

    def stop(self, why: str) -> Context:
        """The same, but it states nothing."""
        return replace(self, blocked=self.blocked or why)

    def flip(self, reason: str) -> Context:
        """The same, denied."""
        return replace(self, polarity="denied").because(reason)
