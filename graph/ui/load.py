"""Load: files in, after a look at what they would change; and documents back out."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import streamlit as st

from graph import dates
from graph.claims import Batch, Refusal
from graph.difference import Change
from graph.ledger import Entry
from graph.ui import held, marks, notice, rows, start, text
from graph.workspace import Loaded
from loaders import sources

MOST_MB = 20
Files = tuple[tuple[str, bytes], ...]
"""Names and contents."""
#: Changes that are listed; there may be many more.
_LISTED = 200
_RECENT = 10
_MARKS = {
    "new": marks.Look(icon="add_circle", colour="green"),
    "changed": marks.Look(icon="change_circle", colour="amber"),
    "gone": marks.Look(icon="remove_circle", colour="red"),
}


def page() -> None:
    """The page."""
    files, documents = st.tabs(["Files", "Documents"], key="show", bind="query-params", on_change="rerun")
    if documents.open:
        with documents:
            _documents()
    else:
        with files:
            _files()


# -- in -------------------------------------------------------------------------------------------


def _files() -> None:
    st.html(
        '<p class="lead">An article as text or Markdown, or claims as JSON Lines. First you see what would change; nothing is written before you say so.</p>'
    )
    box, day = st.columns([3, 1])
    with box:
        given = st.file_uploader("Files", type=["txt", "md", "jsonl"], accept_multiple_files=True, max_upload_size=MOST_MB, key=f"files·{_turn()}")
    with day:
        published = st.text_input(
            "Published", key="published", placeholder="2020-06-17", help="The date of an article that does not say its own: a day, a month or a year."
        )
    if said := st.session_state.pop("said", None):
        notice.done(said)
    if given and _is_date(published or ""):
        _offer(tuple((f.name, f.getvalue()) for f in given), published or None)
    elif not given:
        with st.container(border=True):
            st.markdown("**Our own collection**: some 150 short notes on who sold what to whom, each with the address of its source.")
            start.load_button()
        _history()


def _history() -> None:
    """What was loaded and retracted, the last first."""
    entries = held.workspace().ledger.entries()[::-1][:_RECENT]
    if entries:
        st.subheader("History", anchor=False)
        st.html(text.table(("when (UTC)", "what", "of", "documents", "claims"), map(_entry, entries)))


def _entry(entry: Entry) -> tuple[object, ...]:
    counts = entry.counts or {}
    what = ", ".join(Path(s).name for s in entry.sources) or entry.document
    return entry.at.replace("T", " ")[:16], entry.event, what, counts.get("documents"), counts.get("claims")


def _turn() -> int:
    turn: int = st.session_state.get("turn", 0)
    return turn


def _is_date(published: str) -> bool:
    try:
        dates.parse(published or "2000")
    except ValueError as error:
        notice.refused(f"Published: {error}.")
        return False
    return True


@st.cache_resource(max_entries=4, show_spinner="Reading the files …", show_time=True)
def _batch(files: Files, published: str | None) -> Batch:
    """What the files hold; each lies in a folder of its own, so that none can name another as its text."""
    batch = Batch()
    for name, content in files:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / (Path(name).name or "file")
            path.write_bytes(content)
            batch += _without_folder(sources.read(path, published=published), folder)
    return batch


def _without_folder(batch: Batch, folder: str) -> Batch:
    """Refusals that name the file as the reader knows it."""
    refusals = tuple(Refusal(file=Path(r.file).name, line=r.line, key=r.key, message=r.message.replace(f"{folder}/", ""), text=r.text) for r in batch.refusals)
    return Batch(**{**vars(batch), "refusals": refusals})


@st.cache_resource(max_entries=4, show_spinner="Looking at what would change …")
def _preview(home: str, state: str, files: Files, published: str | None) -> Loaded:
    return held.workspace().load(_batch(files, published), dry_run=True)


def _offer(files: Files, published: str | None) -> None:
    """The difference that the files would make, and the button that makes it."""
    batch = _batch(files, published)
    done = _preview(*held.where(), files, published)
    fresh = len(done.appended.new) + len(done.appended.changed)
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Load", type="primary", icon=":material/library_add:", disabled=not fresh):
            _load(batch, [name for name, _ in files])
        st.html(f'<p class="meta">{text.html(_summary(done))}</p>')
    for note in batch.notes:
        notice.warn(note)
    _refusals(done.refusals)
    _changes(done.changes, "Nothing in the graph would change.")


def _load(batch: Batch, names: Sequence[str]) -> None:
    with st.spinner("Loading …", show_time=True):
        done = held.workspace().load(batch, sources=names)
    held.store()
    told = f"Loaded {', '.join(names)}: {len(done.appended.new)} new, {len(done.appended.changed)} changed, {len(done.changes)} changes to the graph."
    st.session_state.said = f"{told} The lines that were refused lie in {done.quarantine}." if done.quarantine else told
    st.session_state.turn = _turn() + 1
    st.rerun()


def _summary(done: Loaded) -> str:
    a = done.appended
    return f"Documents: {len(a.new)} new, {len(a.changed)} changed, {len(a.known)} known already. Claims: {a.claims}."


def _refusals(refusals: Iterable[Refusal]) -> None:
    found = list(refusals)
    if not found:
        return
    notice.warn(f"{len(found)} refused. The rest can be loaded; mend these and load the file again.")
    st.html(text.table(("file", "line", "key", "what is wrong, and what to do"), ((r.file, r.line or "", r.key, r.message) for r in found[:_LISTED])))


def _changes(changes: Iterable[Change], otherwise: str) -> None:
    found = list(changes)
    listed = "".join(f"<li>{_change(c)}</li>" for c in found[:_LISTED])
    rest = f'<p class="meta">… and {len(found) - _LISTED:,} more.</p>' if len(found) > _LISTED else ""
    st.html(f'<ul class="changes">{listed}</ul>{rest}' if found else f'<p class="soft">{text.html(otherwise)}</p>')


def _change(change: Change) -> str:
    quote = f'<div class="meta">“{text.html(change.quote)}”</div>' if change.quote and change.what != "gone" else ""
    return f"{marks.mark(change.what, _MARKS.get(change.what))} {text.html(change.words)}{quote}"


# -- out ------------------------------------------------------------------------------------------


def _documents() -> None:
    found = (
        held.live()["documents"].select(["id", "published", "publisher", "title", "kind", "url"]).sort_by([("published", "descending"), ("id", "ascending")])
    )
    if not len(found):
        start.offer()
        return
    are = "document is" if len(found) == 1 else "documents are"
    st.html(f'<p class="lead">{len(found):,} {are} loaded. Choose one to see what rests on it alone, and to take it back.</p>')
    ids = found["id"].to_pylist()
    chosen = rows.choose(found.to_pydict(), key=f"documents·{_turn()}")
    if chosen is not None:
        st.query_params["document"] = ids[chosen]
    if document := st.query_params.get("document"):
        _retract(document)


@st.cache_resource(max_entries=4, show_spinner="Looking at what would fall …")
def _would_fall(home: str, state: str, document: str) -> tuple[Change, ...] | None:
    return held.workspace().would_fall(document)


def _retract(document: str) -> None:
    """What would fall with a document, and the one question before it does."""
    fall = _would_fall(*held.where(), document)
    if fall is None:
        notice.warn(f"There is no document {document}.")
        return
    with st.container(border=True):
        count = f"{len(fall)} change{'' if len(fall) == 1 else 's'}"
        st.html(f'<h3 class="thing">{text.html(document)}</h3><p class="meta">{count} to the graph if it is retracted:</p>')
        _changes(fall, "Nothing: other documents say the same.")
        if st.button("Retract it", icon=":material/undo:", type="primary"):
            held.workspace().ledger.retract(document)
            held.store()
            st.session_state.turn = _turn() + 1
            del st.query_params["document"]
            st.rerun()
        st.caption("The ledger keeps it. Loading the file again brings it back.")
