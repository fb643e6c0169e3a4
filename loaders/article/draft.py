"""A claim in the making: what a rule read, before dates, quote and confidence are settled."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.article.parse import Token
from loaders.article.party import Party
from loaders.article.statement import Context


@dataclass(frozen=True, kw_only=True)
class Draft:
    """One reading of one trigger word."""

    rule: str
    type: str
    block: int
    trigger: Token
    subject: Party | None
    object: Party | None
    confidence: float
    context: Context
    product: str | None = None
    kind: str | None = None
    until: str | None = None
    applies_to: str | None = None
    role: str | None = None
    generic: bool = False
    """What is sold or used is called software, a system or the like, and no more is said."""
    group: tuple[Token, ...] = ()
    """The words on which a date of this event may hang."""
    whole: bool = False
    """Its time may stand anywhere in its paragraph, as in a row of a list."""
    reasons: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether both ends are known."""
        return self.subject is not None and self.object is not None
