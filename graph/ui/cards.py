"""Rows that hold a verdict, as cards: one for each pair of vendor and agency, with its deals, the rules held against them, and the evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.ui import marks, quotes, text

Row = Mapping[str, Any]
#: What rows must have to be shown as cards.
NEEDED = frozenset({"vendor", "agency", "deal", "ban", "why", "fact"})
ABOUT = {
    "serves": "confirmed sales and uses that no source has ended",
    "pilot or partnership": "tests and programmes that are not sales",
    "not confirmed": "alleged, planned, considered or not disclosed",
    "ban expired": "the vendor's rule was over on that day",
}


@dataclass(frozen=True, kw_only=True)
class Part:
    """Rows of one kind."""

    name: str
    rows: list[Row]

    @property
    def about(self) -> str:
        """What belongs here."""
        return ABOUT.get(self.name, "")


def parts(rows: Iterable[Row]) -> list[Part]:
    """The rows by their column `part`, what counts first."""
    found = _by(rows, lambda r: str(r.get("part") or ""))
    order = {name: place for place, name in enumerate(ABOUT)}
    return [Part(name=name, rows=found[name]) for name in sorted(found, key=lambda n: order.get(n, len(order)))]


def cards(rows: Iterable[Row], evidence: Sequence[Row]) -> Iterator[str]:
    """The cards of rows, as HTML."""
    proof = _by(evidence, lambda e: e["fact"])
    for (vendor, agency), found in _by(rows, lambda r: (r["vendor"], r["agency"])).items():
        deals = "".join(_deal(same, proof) for same in _by(found, lambda r: r["fact"]).values())
        head = f'<h4>{text.html(vendor)} {marks.icon("arrow_forward")}<span class="unseen">to</span> {text.html(agency)}</h4>'
        yield f'<article class="card">{head}{deals}</article>'


def _deal(rows: list[Row], proof: Mapping[str, list[Row]]) -> str:
    first = rows[0]
    bans = "".join(f"<li>{_ban(r)}</li>" for r in rows)
    rules = [claim for r in rows if "ban_fact" in r for claim in proof.get(r["ban_fact"], [])]
    said = f"<details><summary>What the rule says</summary>{quotes.quotes(rules, most=9)}</details>" if rules else ""
    proved = quotes.quotes(proof.get(first["fact"], []), most=1)
    return f'<section><p class="deal"><b>{text.html(first["deal"])}</b>{_when(first)}</p>{proved}<ul>{bans}</ul>{said}</section>'


def _ban(row: Row) -> str:
    word = marks.verdict(row["verdict"]) if row.get("verdict") else ""
    issuer = f"{text.html(row['issuer'])}: " if row.get("issuer") and row["issuer"] != row["vendor"] else ""
    return f'{word} {issuer}{text.html(row["ban"])}<p class="why">{text.html(row["why"])}</p>'


def _when(row: Row) -> str:
    return f'<span class="when">last evidence {text.html(row["last_evidence"])}</span>' if row.get("last_evidence") else ""


def _by(rows: Iterable[Row], key: Callable[[Row], Any]) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found
