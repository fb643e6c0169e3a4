"""The rules of `rules.yml` as values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph import schema

_FILE = Path(__file__).with_name("rules.yml")


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One frame, as `rules.yml` explains it."""

    id: str
    type: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    particle: tuple[str, ...] = ()
    preposition: str | None = None
    voice: str | None = None
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    thing: tuple[str, ...] = ()
    parties: bool = False
    spoken: bool = False
    purpose: bool = False
    direct: bool = False
    lone: bool = False
    sought: bool = False
    money: bool = False
    only_ended: bool = False
    needs: str | None = None
    requires: str | None = None
    position: str | None = None
    support: tuple[str, ...] = ()
    mentions_noun: tuple[str, ...] = ()
    agent_noun: tuple[str, ...] = ()
    kind: str | None = None
    confidence: float = 0.8

    @property
    def subject_types(self) -> tuple[str, ...]:
        """Labels that the subject may have, those of a vendor first."""
        return tuple(t for t in ("Company", "Agency") if t in schema.EDGES[self.type].subjects)[:1]

    @property
    def object_types(self) -> tuple[str, ...]:
        """Labels that the object may have."""
        if self.type in ("OWNS", "RESELLS"):
            return ("Company",)
        return tuple(t for t in ("Agency", "CustomerClass") if t in schema.EDGES[self.type].objects)


@cache
def content() -> Mapping[str, Any]:
    """The rules as written."""
    loaded: Mapping[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return loaded


@cache
def rules() -> tuple[Rule, ...]:
    """All frames."""
    rows: list[dict[str, Any]] = content()["frames"]
    return tuple(_rule(row) for row in rows)


def _rule(row: Mapping[str, Any]) -> Rule:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return Rule(**values)


@cache
def bans(name: str) -> frozenset[str]:
    """One class of the words that make a rule not to sell or use."""
    return frozenset(content()["bans"][name])


@cache
def relations(name: str) -> frozenset[str]:
    """One class of the words that state a standing relation."""
    return frozenset(content()["relations"][name])


@cache
def triggers() -> frozenset[str]:
    """Every word that may begin a claim."""
    words = {w for rule in rules() for w in (*rule.verbs, *rule.nouns)}
    return frozenset(words | {w for group in ("bans", "relations") for values in content()[group].values() for w in values})


@cache
def index() -> Mapping[tuple[str, str], tuple[Rule, ...]]:
    """The frames by the part of speech and the lemma of their triggers."""
    found: dict[tuple[str, str], list[Rule]] = defaultdict(list)
    for rule in rules():
        for verb in rule.verbs:
            found["VERB", verb].append(rule)
        for noun in rule.nouns:
            found["NOUN", noun].append(rule)
    return {k: tuple(v) for k, v in found.items()}
