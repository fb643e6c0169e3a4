"""About: what the project is, what is loaded and where, what the signs mean, how verdicts are made, and what the data cannot say."""

from __future__ import annotations

from importlib import metadata

import streamlit as st

from graph import reference, schema
from graph.ui import held, marks, text
from graph.ui.network.drawing import family, vocabulary

_VERDICTS = {
    "covered": "the rule reaches the deal",
    "exempt": "the rule leaves the deal out by its own words",
    "not covered": "another technology, another customer or another time",
    "unclear": "sources do not say enough; the reason says what is missing",
}
_LIMITS = (
    "It shows what sources say, word for word, and what follows from it by rules. That nothing is known is no proof that there is nothing.",
    "A contract that nobody is known to have ended counts as continuing; the last evidence for it stands beside it.",
    "A denial never makes a sale, and a pilot, a demonstration or a plan is not one. They are shown apart.",
    "Dates are as precise as their source. A year is all of its days, never its first of January.",
    "Documents of the kind “note” are our own summaries; their quotes are our words, and the link leads to the source.",
    "Articles are read by rules and a small language model of grammar. They miss statements, and may misread one: check the quote before you publish.",
)


def page() -> None:
    """The page."""
    st.header("despite", anchor=False)
    st.html(
        '<p class="lead">A knowledge graph of who sells surveillance technology to whom, despite what was promised. '
        "Each line of it rests on the words of a source; each verdict says why.</p>"
    )
    _loaded()
    _verdicts()
    _legend()
    st.subheader("What it cannot say", anchor=False)
    st.html(f"<ul>{''.join(f'<li>{text.html(limit)}</li>' for limit in _LIMITS)}</ul>")
    st.subheader("Licence", anchor=False)
    st.html(
        "<p>The program: Apache License 2.0. The reference data and the starter collection: CC0 1.0. What you load keeps the licence of its source. "
        "The graph is drawn with Cytoscape.js (MIT).</p>"
    )


def _loaded() -> None:
    st.subheader("What is loaded", anchor=False)
    counts = held.graph().counts
    shown = [(schema.NODES[label].plural, counts.get(label, 0)) for label in ("Company", "Agency", "Product", "Document", "Claim", "Coverage")]
    for column, (words, count) in zip(st.columns(len(shown)), shown, strict=True):
        column.metric(words, f"{count:,}", border=True)
    where = (
        ("Folder", held.workspace().home),
        ("Graph", held.store().address),
        ("Loads", len(held.workspace().ledger.entries())),
        ("Version", metadata.version("despite")),
    )
    st.html('<dl class="pairs">' + "".join(f"<dt>{text.html(k)}</dt><dd>{text.html(v)}</dd>" for k, v in where) + "</dl>")
    with st.expander("All counts"):
        st.html(text.table(("type", "count"), sorted(counts.items())))


def _verdicts() -> None:
    st.subheader("How verdicts are made", anchor=False)
    st.html(
        "<p>A ban is held against a deal in this order: do both concern one technology; is the agency one of those that the ban names; is it exempt; "
        "does the deal fall into the ban's time. A certain no beats what is unclear.</p>"
    )
    st.html(text.list_of((marks.verdict(v), text.html(_VERDICTS[v])) for v in schema.VERDICTS))
    with st.expander("Which agencies belong to which class of customers"):
        rules = reference.load().rules
        st.html(
            text.table(
                ("class", "level", "function", "belongs", "because"), ((r.class_name, _any(r.levels), _any(r.functions), r.certainty, r.reason) for r in rules)
            )
        )
        st.caption("Where no row fits, the agency does not belong to the class. The rows stand in data/class_rules.csv and can be changed.")


def _any(values: tuple[str, ...]) -> str:
    return ", ".join("any" if v == "*" else v for v in values)


def _legend() -> None:
    st.subheader("What the graph holds", anchor=False)
    nodes = ((_dot(n.label), f"<b>{text.html(n.label)}</b> {text.html(n.doc)}") for n in schema.NODE_TYPES if n.label != "Projection")
    st.html(text.list_of(nodes))
    with st.expander("The types of edges"):
        rows = ((e.name, e.verb, e.doc, vocabulary()["families"][family(e.name)]["name"]) for e in schema.EDGE_TYPES)
        st.html(text.table(("type", "reads", "what it is", "drawn as"), rows))


def _dot(label: str) -> str:
    light, dark = vocabulary()["nodes"][label]["fill"]
    return f'<span class="dot" style="background: light-dark({light}, {dark})"></span>'
