"""The records: claims, documents, entities and candidates, and the batch that a loader yields."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Document:
    """An article, a record, or the file that a data set's rows came from."""

    id: str
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    retrieved: str | None = None
    licence: str | None = None
    kind: str = "article"
    sha256: str | None = None
    text: str | None = None
    path: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Entity:
    """A thing with a name, as one source describes it; `properties` are those of its node type."""

    type: str
    name: str
    aliases: tuple[str, ...] = ()
    properties: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One statement in one document, word for word, with its place in the text."""

    type: str
    subject: str
    subject_type: str
    object: str
    object_type: str
    document: str
    quote: str
    product: str | None = None
    polarity: str = "asserted"
    factuality: str = "actual"
    kind: str | None = None
    date: str | None = None
    start: str | None = None
    end: str | None = None
    reported: str | None = None
    until: str | None = None
    exempts: tuple[str, ...] = ()
    purpose: str | None = None
    applies_to: str | None = None
    amount: float | None = None
    currency: str | None = None
    amount_kind: str | None = None
    award_id: str | None = None
    relevance: str | None = None
    role: str | None = None
    speaker: str | None = None
    quote_start: int | None = None
    quote_end: int | None = None
    confidence: float = 1.0
    rule: str = "claims"
    decision: str = "accept"
    reasons: tuple[str, ...] = ()
    verified: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Hash of what the claim says and where; the same claim has the same id in every ledger."""
        return digest(as_dict(self, ("verified",)))


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A passage that seems to hold a claim which could not be made with confidence."""

    document: str
    quote: str
    quote_start: int
    quote_end: int
    why: str
    guess: Mapping[str, Any] = field(default_factory=dict)


Record = Document | Entity | Claim | Candidate
#: What a line's `record` says -> its class.
KINDS: dict[str, type[Record]] = {"document": Document, "entity": Entity, "claim": Claim, "candidate": Candidate}


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A line that was not taken: where, why, what to do, and the line itself."""

    file: str
    line: int
    key: str | None
    message: str
    text: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.key + ': ' if self.key else ''}{self.message}"


@dataclass(frozen=True, kw_only=True)
class Batch:
    """What one load brings: records that hold, lines that do not, notes worth a word."""

    documents: tuple[Document, ...] = ()
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()

    def __add__(self, other: Batch) -> Batch:
        return Batch(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in dataclasses.fields(Batch)})

    def records(self) -> Iterator[Record]:
        """Documents, entities, claims and candidates, in the order in which they are written."""
        yield from self.documents
        yield from self.entities
        yield from self.claims
        yield from self.candidates


def digest(value: object) -> str:
    """Short stable hash of a JSON value."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()[:20]


def as_dict(record: Record, leave_out: tuple[str, ...] = ()) -> dict[str, Any]:
    """The record's fields, tuples as lists."""
    names = (f.name for f in dataclasses.fields(record) if f.name not in leave_out)
    return {n: list(v) if isinstance(v := getattr(record, n), tuple) else v for n in names}
