"""What a node or an edge of a picture is, in words, with the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import streamlit as st

from graph import schema
from graph.subgraph import Subgraph
from graph.ui import held, marks, places, quotes, text
from graph.ui.network.drawing import family, vocabulary

Row = Mapping[str, Any]
#: How many facts of a node the panel lists.
MOST = 40


def show(part: Subgraph, id: str | None, *, centre: str | None = None) -> None:
    """The node or the edge of that id; without one, what to do. From the node at the centre no way leads to itself."""
    node = next((n for n in part.nodes if n["id"] == id), None)
    edge = next((e for e in part.edges if e["id"] == id), None)
    if node:
        _node(part, node, centre)
    elif edge:
        _edge(part, edge)
    else:
        st.html('<p class="soft">Click a node to see what it is and what is known of it, a line to see the words of its sources.</p>')


def words(edge: Row, names: Mapping[str, str]) -> dict[str, Any]:
    """A fact as cells of a table: what stands before it where it is no plain fact, and its two ends."""
    claim = edge.get("claim") or edge["type"]
    return {
        "from": names.get(edge["from"], edge["from"]),
        "what": f"{before(edge)}{schema.EDGES[claim].verb}",
        "to": names.get(edge["to"], edge["to"]),
        "product": edge.get("product") or edge.get("role"),
    }


def before(edge: Row) -> str:
    """The words before a fact that is denied or not confirmed."""
    if edge["type"] == "DENIED":
        return "denied: "
    return f"{edge.get('factuality') or 'not confirmed'}, not confirmed: " if edge["type"] == "UNCONFIRMED" else ""


def _node(part: Subgraph, node: Row, centre: str | None) -> None:
    st.html(_thing(node))
    if node["label"] in schema.NAMED and node["id"] != centre and st.button("Explore around it", icon=":material/hub:"):
        places.go("explore", centre=node["id"])
    names = {n["id"]: n["name"] for n in part.nodes}
    facts = [e for e in part.edges if node["id"] in (e["from"], e["to"])]
    st.html(f'<p class="meta">{len(facts)} {"link" if len(facts) == 1 else "links"} in this view</p>')
    listed = "".join(f"<li>{_fact(e, names)}</li>" for e in _by_weight(facts)[:MOST])
    rest = f'<p class="meta">… and {len(facts) - MOST} more: see the table.</p>' if len(facts) > MOST else ""
    if facts:
        st.html(f'<ul class="facts">{listed}</ul>{rest}')


def _edge(part: Subgraph, edge: Row) -> None:
    names = {n["id"]: n["name"] for n in part.nodes}
    claims = held.evidence([edge["id"]])
    st.html(f"{_fact(edge, names)}{_pairs(_facts_of(edge))}")
    if claims:
        st.html(quotes.quotes(claims, most=20))
    elif edge.get("reason"):
        st.html(f'<p class="soft">{text.html(edge["reason"])}</p>')


def _by_weight(facts: Iterable[Row]) -> list[Row]:
    """What sources say comes before what the reference data add."""
    return sorted(facts, key=lambda e: (not e.get("sources"), e["type"] not in (*schema.BANS, *schema.DEALS), e.get("start") or "9999", e["id"]))


def _thing(node: Row) -> str:
    level = " · ".join(text.html(node[k]) for k in ("level", "function") if node.get(k))
    known = {p.name: p for p in schema.NODES[node["label"]].properties}
    pairs = [(k.replace("_", " "), node[k]) for k in known if k not in ("id", "name", "level", "function") and node.get(k)]
    return f'<h3 class="thing">{text.html(node["name"])}</h3>{marks.mark(node["label"], marks.Look(icon="label", colour="blue"))} {level}{_pairs(pairs)}'


def _fact(edge: Row, names: Mapping[str, str]) -> str:
    """A fact in words, with its marks."""
    verb = schema.EDGES[edge.get("claim") or edge["type"]].verb
    ends = [f"<b>{text.html(names.get(edge[end], edge[end]))}</b>" for end in ("from", "to")]
    more = edge.get("product") or edge.get("role")
    told = {"DENIED": "that ", "UNCONFIRMED": "not confirmed: "}.get(edge["type"], "")
    said = f"{told}{ends[0]} {verb} {ends[1]}" + (f" ({text.html(more)})" if more else "")
    return f'<p class="fact">{" ".join(_marks(edge))} {said}</p><p class="meta">{" · ".join(_meta(edge))}</p>'


def _marks(edge: Row) -> Iterator[str]:
    yield marks.status(edge)
    if edge.get("disputed"):
        yield marks.mark("disputed", marks.STATUS["disputed"])
    if _ended(edge):
        yield marks.mark("ended", marks.STATUS["ended"])


def _meta(edge: Row) -> Iterator[str]:
    yield when(edge)
    if edge.get("kind"):
        yield text.html(edge["kind"])
    if edge.get("sources"):
        yield f"{edge['sources']} source{'' if edge['sources'] == 1 else 's'}"
    if edge.get("confidence") is not None:
        yield f"confidence {edge['confidence']:.2f}"


def when(edge: Row) -> str:
    """The time of a fact in words."""
    start, end = edge.get("start"), edge.get("end")
    if start and start == end:
        return _spelt(start)
    told = " ".join(filter(None, (f"from {_spelt(start)}" if start else "", f"until {_spelt(end)}" if end else "")))
    return told or "no dates known"


def _spelt(day: str) -> str:
    """A date as it is known: a day, a month, a year, or between two of them."""
    first, _, last = day.partition("/")
    return f"between {text.html(first)} and {text.html(last)}" if last else text.html(first)


def _ended(edge: Row) -> bool:
    """Whether it is over. What lasts a moment, as an offer does, is not said to have ended."""
    lasting = vocabulary()["families"][family(edge["type"])]["ends"]
    return bool(lasting) and bool(edge.get("end_latest")) and str(edge["end_latest"]) < date.today().isoformat()


def _facts_of(edge: Row) -> list[tuple[str, Any]]:
    shown = ("until", "exempts", "purpose", "applies_to", "award_id", "first_reported", "last_reported", "relevance", "certainty")
    money = [("amount", f"{edge['amount']:,.0f} {edge.get('currency') or ''} {edge.get('amount_kind') or ''}")] if edge.get("amount") is not None else []
    return money + [(k.replace("_", " "), edge[k]) for k in shown if edge.get(k)]


def _pairs(pairs: Iterable[tuple[str, Any]]) -> str:
    listed = "".join(f"<dt>{text.html(k)}</dt><dd>{_value(v)}</dd>" for k, v in pairs)
    return f'<dl class="pairs">{listed}</dl>' if listed else ""


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(text.html, value))
    return text.anchor(value, value)
