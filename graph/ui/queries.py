"""Queries: every saved question with a form made from its parameters, and a Cypher editor that only reads."""

from __future__ import annotations

import json
from typing import Any

import streamlit as st

from graph import run
from graph.query import Query
from graph.run import Answer, plain
from graph.store.base import Limits, StoreError
from graph.subgraph import of_facts
from graph.ui import fields, held, notice, picture, rows, start, text

_EXAMPLE = "MATCH (c:Company)-[s:SOLD_TO]->(a:Agency)\nRETURN c.name, a.name, s.start, s.id AS fact\nORDER BY c.name"
LIMITS = Limits(rows=1_000, seconds=30.0)


def page() -> None:
    """The page."""
    saved, editor = st.tabs(["Saved questions", "Cypher"], key="tab", bind="query-params", on_change="rerun")
    if editor.open:
        with editor:
            _editor()
    else:
        with saved:
            _saved(st.query_params.get("name"))


def _saved(name: str | None) -> None:
    queries = held.queries()
    if name in queries:
        _query(queries[str(name)])
        return
    if name:
        notice.refused(f"There is no saved query “{name}”.")
    _list(queries)


# -- the list -------------------------------------------------------------------------------------


def _list(queries: dict[str, Query]) -> None:
    wanted = st.text_input("Search the questions", key="find", type="search", icon=":material/search:", placeholder="a word: ban, pilot, owns …", live=True)
    for problem in held.problems():
        notice.warn(problem)
    found = [q for q in queries.values() if (wanted or "").lower() in f"{q.name} {q.title} {q.about} {' '.join(q.questions)}".lower()]
    st.caption(f"{len(found)} of {len(queries)} questions. Your own .cypher files in {text.label(held.workspace().home / 'cypher')} stand here as well.")
    for left, right in zip(found[::2], [*found[1::2], None], strict=False):
        for column, query in zip(st.columns(2), (left, right), strict=True):
            if query:
                with column, st.container(border=True, height="stretch", gap="xsmall"):
                    st.button(
                        text.label(query.title), icon=":material/terminal:", type="tertiary", key=f"open·{query.name}", on_click=_open, args=(query.name,)
                    )
                    st.html(f'<p class="meta">{text.html(query.question)}</p>')


def _open(name: str | None) -> None:
    st.query_params.from_dict({"name": name} if name else {})


# -- one query ------------------------------------------------------------------------------------


def _query(query: Query) -> None:
    st.button("All questions", icon=":material/arrow_back:", type="tertiary", on_click=_open, args=(None,))
    st.html(f'<h2 class="thing">{text.html(query.title)}</h2><p class="lead">{text.prose(query.about[:1].upper() + query.about[1:])}</p>')
    given = _given(query)
    with st.expander("Its Cypher", icon=":material/terminal:"):
        st.code(query.cypher, language="cypher")
        st.caption(f"On the command line: `despite query {query.name}`")
    if held.empty():
        start.offer()
    elif missing := [p.name for p in query.parameters if p.required and not given.get(p.name)]:
        st.html(f'<p class="soft">Choose {text.html(" and ".join(missing))} to see the answer.</p>')
    else:
        _run(query, given)


def _given(query: Query) -> dict[str, str]:
    """The parameters as the address has them; sending the form writes them there."""
    given = {p.name: st.query_params[p.name] for p in query.parameters if p.name in st.query_params}
    if not query.parameters:
        return given
    with st.form(f"form·{query.name}", border=True):
        columns = st.columns(min(len(query.parameters), 3))
        told = {}
        for place, parameter in enumerate(query.parameters):
            with columns[place % len(columns)]:
                told[parameter.name] = fields.field(parameter, given.get(parameter.name), held.names(), key=query.name)
        if not st.form_submit_button("Run", type="primary", icon=":material/play_arrow:"):
            return given
    changed = {p.name: told[p.name] for p in query.parameters if told[p.name] != (p.default or "")}
    st.query_params.from_dict({"name": query.name, **changed})
    return changed


def _run(query: Query, given: dict[str, str]) -> None:
    try:
        answer = run.run(query, given, held.store(), held.names())
    except run.BadParameter as error:
        notice.refused(f"{error}.")
        return
    _show(answer, query.name)


def _show(answer: Answer, name: str) -> None:
    st.html(f'<p class="meta">{len(answer.rows):,} row{"" if len(answer.rows) == 1 else "s"}</p>')
    if answer.truncated:
        notice.warn(f"Only the first {len(answer.rows):,} rows are shown; there are more.")
    if not answer.rows:
        st.html('<p class="lead">Nothing is known. That is no proof that there is nothing.</p>')
        return
    rows.table(answer, key=f"rows·{name}")
    rows.downloads(answer, name)
    if answer.facts and st.toggle("Show as graph", key="graph", bind="query-params"):
        as_of = plain(answer.params.get("as_of"))
        picture.picture(of_facts(held.graph(), answer.facts), key=f"graph·{name}", name=name, as_of=as_of, folded=True)


# -- Cypher ---------------------------------------------------------------------------------------


def _editor() -> None:
    st.html(
        f'<p class="lead">Read-only: whatever would write, fetch or administer is refused. At most {LIMITS.rows:,} rows and {LIMITS.seconds:.0f} seconds. '
        "Labels and types are listed under About.</p>"
    )
    cypher = st.text_area("Cypher", key="cypher", bind="query-params", height=170, placeholder=_EXAMPLE)
    given = st.text_input("Parameters, as JSON", key="given", placeholder='{"name": "Amazon"}')
    if st.button("Run", type="primary", icon=":material/play_arrow:", key="run"):
        st.session_state.ran = (cypher, given)
    if held.empty():
        start.offer()
    elif cypher and st.session_state.get("ran") == (cypher, given):
        _run_cypher(cypher, given)


def _run_cypher(cypher: str, given: str | None) -> None:
    try:
        answer = run.cypher(cypher, _parameters(given), held.store(), limits=LIMITS)
    except (StoreError, ValueError) as error:
        notice.refused(error)
        return
    _show(answer, "cypher")


def _parameters(given: str | None) -> dict[str, Any]:
    try:
        found = json.loads(given or "{}")
    except ValueError as error:
        raise ValueError(f"The parameters are no JSON: {error}") from None
    if not isinstance(found, dict):
        raise ValueError('The parameters are a JSON object, as in {"name": "Amazon"}')
    return found
