"""Lists of rules: rows that name a place, a day and "ban", and sentences that say only who followed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from loaders.article import scope, syntax
from loaders.article.coref import Resolver
from loaders.article.draft import Draft
from loaders.article.page import Mention, Page
from loaders.article.parse import Block, Token
from loaders.article.party import Party
from loaders.article.statement import Context

_STANCE = re.compile(r"\b(?:ban(?:s|ned|ning)?|bar(?:s|red)|moratorium|prohibit(?:s|ed|ion)?|outlaw(?:s|ed)?|forbid(?:s|den)?)\b", re.IGNORECASE)
_UNDONE = re.compile(
    r"\b(?:propos\w+|consider\w*|pending|fail\w*|reject\w*|repeal\w*|lift\w*|expire\w*|bill|requir\w*|transparen\w*|accountab\w*|participation|approval|regulat\w*|disclos\w*|limit\w*|urge\w*|call\w*|debat\w*|no)\b",
    re.IGNORECASE,
)
_PASSED = re.compile(r"\b(?:passed|adopted|approved|enacted|voted|in effect|took effect|effective|signed)\b", re.IGNORECASE)
_OTHER_LAW = re.compile(r"\b(?:law|ordinance|rules?|act|policy)\b", re.IGNORECASE)
_FOLLOW = frozenset("follow join".split())
_SEATS = ("Place", "Agency", "Unknown")


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Finds what a list or an ellipsis states, with the help of the rules that sentences around it state in full."""

    page: Page
    resolver: Resolver

    def drafts(self, rules: Iterable[Draft]) -> Iterator[Draft]:
        """Rules of rows, then of those who followed; `rules` are the BANS_USE that were read already."""
        rules = [r for r in rules if r.type == "BANS_USE" and r.object is not None]
        yield from self._rows()
        yield from self._followers(rules)

    # -- "Boston, Massachusetts  June 24, 2020  Ban" ---------------------------------------------

    def _rows(self) -> Iterator[Draft]:
        """Lines that begin with a place or a body: by their own stance, or by that of the list that they stand in."""
        listed = self._listed()
        for block in self.page.blocks:
            label = self.resolver.discourse.row(block.index)
            first = label or self._first(block)
            stance = _STANCE.search(block.paragraph.text)
            if first is None or _UNDONE.search(block.paragraph.text):
                continue
            if stance and len(block.paragraph.text) <= 160 and not self._is_sentence(block, stance.end()) and not _verb_before(block, stance.start()):
                yield from self._row(block, first, stance.end())
            elif (
                block.index in listed and label is not None and (stance or _PASSED.search(block.paragraph.text) or not _OTHER_LAW.search(block.paragraph.text))
            ):
                yield from self._row(block, first, stance.end() if stance else len(block.doc[first.start].text))

    def _first(self, block: Block) -> Mention | None:
        first = next(iter(self.page.in_block(block.index)), None)
        return first if first is not None and first.start == 0 and not first.bare and first.type in _SEATS else None

    def _listed(self) -> set[int]:
        """Blocks of runs of three and more rows that a heading or a sentence on bans introduces."""
        rows = [b.index for b in self.page.blocks if self.resolver.discourse.row(b.index) is not None]
        found: set[int] = set()
        for index in rows:
            run = [i for i in rows if abs(i - index) < len(rows)]
            start = min(run)
            before = [b.paragraph.text for b in self.page.blocks if start - 3 <= b.index < start]
            if len(run) >= 3 and any(_STANCE.search(text) for text in before):
                found.add(index)
        return found

    def _row(self, block: Block, first: Mention, end: int) -> Iterator[Draft]:
        token = block.doc.char_span(end - 1, end, alignment_mode="expand").root
        technology = self._technology(block)
        if technology is None:
            return
        issuer = Party(type="Agency", name=first.name, block=block.index, start=first.start, end=first.end)
        stance = _STANCE.search(block.paragraph.text)
        kind = "moratorium" if stance and stance.group().lower() == "moratorium" else scope.ban_kind(token)[0]
        yield Draft(
            rule="ban-row", type="BANS_USE", block=block.index, trigger=token, subject=issuer, object=technology, confidence=0.7 * technology.confidence,
            context=Context(), kind=kind, group=tuple(block.doc), whole=True, reasons=tuple(r for r in (technology.reason,) if r),
        )  # fmt: skip

    def _is_sentence(self, block: Block, end: int) -> bool:
        """Whether the stance is the verb of a whole sentence, which other rules read."""
        token = block.doc.char_span(end - 1, end, alignment_mode="expand").root
        return (
            token.pos_ == "VERB"
            and any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)
            and any(c.dep_ in ("dobj", "prep", "auxpass") for c in token.children)
        )

    def _technology(self, block: Block) -> Party | None:
        """The technology of the row, else the one that the list is about: the one that the document names most."""
        own = [m for m in self.page.mentions if m.block == block.index and m.type == "Technology"]
        if own:
            return _party(own[0])
        counts: dict[str, list[Mention]] = {}
        for m in self.page.mentions:
            if m.type == "Technology" and m.block < block.index:
                counts.setdefault(m.name, []).append(m)
        if not counts:
            return None
        most = max(counts.values(), key=len)
        return replace(_party(most[0]), confidence=0.9, reason=f"the list is about {most[0].name}")

    # -- "Somerville followed in June and Oakland in July" ---------------------------------------

    def _followers(self, rules: list[Draft]) -> Iterator[Draft]:
        for block in self.page.blocks:
            for token in block.doc:
                if _follows(token) and self._is_about_bans(rules, block, token) and not _UNDONE.search(token.sent.text):
                    technology = self._technology(block)
                    if technology is not None:
                        yield from self._followed(block, token, technology)

    def _is_about_bans(self, rules: list[Draft], block: Block, token: Token) -> bool:
        """Whether a rule, or a word for one, stands at most three sentences before."""
        here = self.resolver.discourse.sentence(block.index, token)
        if any(0 < here - self.resolver.discourse.sentence(r.block, r.trigger) <= 3 for r in rules):
            return True
        before = [
            s
            for b in self.page.blocks[max(0, block.index - 3) : block.index + 1]
            for s in b.doc.sents
            if 0 < here - self.resolver.discourse.sentence(b.index, s[0]) <= 2
        ]
        return any(_STANCE.search(s.text) and not _UNDONE.search(s.text) for s in before)

    def _followed(self, block: Block, token: Token, technology: Party) -> Iterator[Draft]:
        doers = [c for c in token.children if c.dep_ == "nsubj"]
        for doer in (t for d in doers for t in syntax.with_conjuncts(d)):
            yield from self._one(block, token, doer, technology, (token,))
        # "… and Oakland in July": the second place stands where a second time would
        for other in token.subtree:
            mention = self.page.mention(block.index, other)
            if (
                mention is not None
                and mention.type in _SEATS
                and other.i > token.i
                and other.dep_ in ("conj", "npadvmod", "nsubj", "pobj")
                and other.nbor(-1).lower_ == "and"
            ):
                yield from self._one(block, token, other, technology, (other,))

    def _one(self, block: Block, token: Token, doer: Token, technology: Party, group: tuple[Token, ...]) -> Iterator[Draft]:
        mention = self.page.mention(block.index, doer)
        if mention is None or mention.type not in _SEATS:
            return
        issuer = Party(type="Agency", name=mention.name, block=block.index, start=mention.start, end=mention.end)
        yield Draft(
            rule="ban-followed", type="BANS_USE", block=block.index, trigger=token, subject=issuer, object=technology, confidence=0.68 * technology.confidence,
            context=Context(), kind="ban", group=group, reasons=(f"“{token.text}” takes up the rules before",),
        )  # fmt: skip


def _follows(token: Token) -> bool:
    """Reads "Followed", "followed suit", "did the same", "went next", "was the first"."""
    if token.pos_ not in ("VERB", "AUX"):
        return False
    objects = [c for c in token.children if c.dep_ in ("dobj", "xcomp", "ccomp", "attr", "acomp", "advmod")]
    if syntax.lemma(token) in _FOLLOW:
        return all(c.lower_ in ("suit", "it", "them", "soon", "later", "then") or c.dep_ == "advmod" for c in objects)
    if syntax.lemma(token) == "do":
        return any(c.lower_ in ("same", "likewise", "too") for c in objects)
    ranks = ("first", "second", "third", "fourth", "next", "latest")
    if syntax.lemma(token) in ("come", "go"):
        return any(c.lower_ in ranks for c in objects)
    if syntax.lemma(token) not in ("be", "become"):
        return False
    return any(c.lower_ in ranks or (any(g.lower_ in ranks for g in c.children) and _does_so(token)) for c in objects)


def _does_so(token: Token) -> bool:
    """Reads "the first county to do so", "the second to pass one"."""
    later = [t for t in token.subtree if t.i > token.i]
    return any(
        syntax.lemma(t) in ("do", "pass", "adopt", "enact", "follow") and any(c.lower_ in ("so", "one", "it", "that", "suit") for c in t.children)
        for t in later
    )


def _verb_before(block: Block, end: int) -> bool:
    return any(t.pos_ in ("VERB", "AUX") and t.tag_ in ("VBD", "VBZ", "VBP", "MD") and t.idx < end for t in block.doc)


def _party(mention: Mention) -> Party:
    return Party(type="Technology", name=mention.name, block=mention.block, start=mention.start, end=mention.end)
