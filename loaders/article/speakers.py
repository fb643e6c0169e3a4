"""For whom somebody speaks: "we", "his department", in quotations and interviews."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from loaders.article import party, syntax
from loaders.article.page import Page
from loaders.article.parse import Token
from loaders.article.party import Party

_WORKPLACES = ("agency_anaphors", "company_anaphors", "personnel")


@dataclass(frozen=True, eq=False)
class Speakers:
    """The people of one page and whom they work for."""

    page: Page
    employers: dict[str, Party] = field(default_factory=dict)
    """Where each person works, as far as the document says so; filled before the frames are read."""

    def employer(self, block: int, token: Token, types: tuple[str, ...]) -> Party | None:
        """Reads "we" and "his department" as the company or body of the person who speaks."""
        if not party.is_first_person(token) and not _is_workplace(token):
            return None
        person = self._speaker(block, token)
        found = self.employers.get(person) if person else None
        if found is None or found.type not in types:
            return None
        reason = f"“{token.text}” is read as {found.name}, for which {person} speaks"
        return replace(found, block=block, start=token.i, end=token.i + 1, confidence=0.85, named=False, reason=reason)

    def _speaker(self, block: int, token: Token) -> str | None:
        """The person whose words the sentence gives: who says it, else who spoke before in the paragraph, else the one who is interviewed."""
        for verb in (t for t in token.sent if t.pos_ == "VERB" and syntax.in_class(t, "report")):
            doer = syntax.subject(verb)
            mention = self.page.mention(block, doer) if doer is not None else None
            if mention is not None and mention.type == "Person":
                return mention.name
        here = [m for m in self.page.in_block(block) if m.type == "Person" and m.start < token.i]
        if here:
            return here[-1].name
        return next(iter(self.employers)) if len(self.employers) == 1 and self._is_interview else None

    @cached_property
    def _is_interview(self) -> bool:
        """Questions and answers in turn: several short paragraphs that end with a question mark."""
        return sum(b.paragraph.text.endswith("?") and len(b.paragraph.text) < 200 for b in self.page.blocks) >= 2


def _is_workplace(token: Token) -> bool:
    own = any(c.dep_ == "poss" and c.lower_ in ("his", "her", "our", "my") for c in token.children)
    return own and any(syntax.in_class(token, name) for name in _WORKPLACES)
