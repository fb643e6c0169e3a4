"""Ask: a question in plain English, the answer in words, and all that it rests on."""

from __future__ import annotations

from datetime import date

import streamlit as st

from graph import schema
from graph.ask import Reply, ask
from graph.run import Answer, plain
from graph.subgraph import of_facts
from graph.ui import cards, held, marks, picture, places, quotes, rows, start, text

EXAMPLES = (
    "which vendors still serve federal agencies despite police bans",
    "did the DEA buy Microsoft's face recognition",
    "who sells to ICE",
    "which cities ban face recognition",
    "which companies violated their own bans",
)
_LATEST = 6


def page() -> None:
    """The page."""
    question, day = _inputs()
    if held.empty():
        start.offer()
    elif question:
        _answer(_reply(question, day))
    else:
        _welcome()


def _inputs() -> tuple[str, date | None]:
    box, when = st.columns([5, 1], vertical_alignment="bottom")
    with box:
        question = st.text_input("Your question", key="q", bind="query-params", placeholder=EXAMPLES[0], icon=":material/search:", max_chars=500, type="search")
    with when:
        day = st.date_input(
            "As of", value=None, min_value=date(1990, 1, 1), max_value=date(2100, 1, 1), key="as_of", bind="query-params", format="YYYY-MM-DD",
            help="The day that the answer is about. Empty: today.",
        )  # fmt: skip
    with st.container(horizontal=True, gap="xsmall", key="examples"):
        for example in EXAMPLES:
            st.button(text.label(example), on_click=_choose, args=(example,))
    return question or "", day


def _choose(question: str) -> None:
    st.session_state.q = question


def _welcome() -> None:
    """What there is to ask about."""
    st.html(
        '<p class="hero">Who sells surveillance technology to whom, despite what was promised?</p>'
        '<p class="lead">Ask in plain English. Each answer names the saved question behind it and shows the words of its sources. '
        "What they do not say is not guessed.</p>"
    )
    counts = held.graph().counts
    sums = {"Companies": ("Company",), "Agencies": ("Agency",), "Deals": schema.DEALS, "Bans": schema.BANS, "Verdicts": ("Coverage",), "Sources": ("Document",)}
    shown = [(words, sum(counts.get(t, 0) for t in types)) for words, types in sums.items()]
    for column, (words, count) in zip(st.columns(len(shown)), shown, strict=True):
        column.metric(words, f"{count:,}", border=True)
    _latest()


def _latest() -> None:
    """The sources that were published last."""
    found = held.live()["documents"].sort_by([("published", "descending"), ("id", "ascending")]).slice(0, _LATEST).to_pylist()
    listed = (
        f"<li><time>{text.html(d['published'])}</time><span>{text.html(d['publisher'])}</span>{text.anchor(d['url'], d['title'] or d['id'])}</li>"
        for d in found
    )
    st.html(f'<h3 class="opening">Latest sources</h3><ul class="sources">{"".join(listed)}</ul>')


def _reply(question: str, day: date | None) -> Reply:
    return ask(question, held.store(), held.names(), held.queries().values(), held.evidence, as_of=day)


def _answer(reply: Reply) -> None:
    if not reply.answered:
        _no(reply)
        return
    st.html(f'<p class="answer">{text.html(reply.sentence)}</p><p class="understood">Understood as: {text.html(reply.understood)}</p>')
    _how(reply)
    answer = Answer(columns=reply.columns, rows=[tuple(r) for r in reply.rows])
    if reply.facts and st.toggle("Show as graph", key="graph", bind="query-params"):
        picture.picture(of_facts(held.graph(), reply.facts), key="answer", name=str(reply.saved_query), as_of=reply.as_of, folded=True)
    if set(reply.columns) >= cards.NEEDED:
        _cards(reply, answer)
    elif reply.rows:
        rows.table(answer, key="rows")
        st.html(f'<div class="part"><h3>Evidence</h3></div>{quotes.quotes(reply.evidence, most=8)}')


def _cards(reply: Reply, answer: Answer) -> None:
    for part in cards.parts(answer.records()):
        if part.name:
            head = f"{marks.mark(part.name, marks.PARTS.get(part.name))}<p>{text.html(part.about)}</p>"
            st.html(f'<div class="part" role="heading" aria-level="3">{head}</div>')
        st.html("".join(cards.cards(part.rows, reply.evidence)))


def _how(reply: Reply) -> None:
    """The query behind the answer."""
    with st.expander("How it was found: the saved query and its Cypher", icon=":material/terminal:"):
        given = {k: plain(v) for k, v in reply.params.items() if v is not None}
        places.way("queries", "Open in Queries", icon=":material/open_in_new:", name=reply.saved_query, **given)
        st.code(reply.query or "", language="cypher")
        st.json(given)


def _no(reply: Reply) -> None:
    """An honest no, and what comes nearest."""
    st.html(f'<p class="answer">{text.prose(reply.sentence)}</p>')
    with st.container(horizontal=True, vertical_alignment="center"):
        for name in reply.nearest:
            if st.button(text.label(held.queries()[name].question), key=name, icon=":material/terminal:"):
                places.go("queries", name=name)
        places.way("queries", "All questions", icon=":material/list:")
