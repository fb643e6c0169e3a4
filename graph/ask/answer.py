"""Answers: what was understood, the answer in words, its names or its value, its rows and its evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from graph import dates
from graph.ask.match import THRESHOLD, Match, Matcher, Slot, words
from graph.ask.slots import day, slots
from graph.lookup import Names
from graph.query import Query
from graph.run import Answer, BadParameter, plain, run
from graph.store.base import Store

_COMMAND = re.compile(r"^\W*(MATCH|CREATE|MERGE|DROP|DELETE|DETACH|REMOVE|SET|UNWIND|WITH|CALL|LOAD\s+CSV|RETURN|INSERT|UPDATE|ALTER|TRUNCATE)\b", re.I)
_WRITING = re.compile(r"\b(DETACH\s+DELETE|DROP\s+\w+|LOAD\s+CSV|DELETE\s+FROM|delete|erase|wipe|truncate)\b", re.I)
#: What no record can answer: forecasts, opinions, private data.
_BEYOND = (
    (
        re.compile(r"\b(will|going to)\b.*\b(next|future|tomorrow|soon|ever)\b|\bnext (year|month|week)\b", re.I),
        "it asks what will be; the graph holds what sources say has been or is planned",
    ),
    (re.compile(r"\b(best|worst|better|should|good|evil|ethical|trustworthy)\b", re.I), "it asks for an opinion"),
    (
        re.compile(r"\b(phone number|home address|e-?mail address|salary|birthday|social security)\b", re.I),
        "it asks for private data, which the graph does not hold",
    ),
)  # fmt: skip

_COUNT = re.compile(r"^\W*(how many|count|number of)\b", re.I)
_NUMBERS = {w: i for i, w in enumerate("two three four five six seven eight nine ten".split(), 2)}
_TOP = re.compile(rf"\b({'|'.join(_NUMBERS)}|\d{{1,2}}) (?:largest|biggest|top|greatest)\b", re.I)
#: As `names` of a saved query: the answer consists of the documents of its evidence.
EVIDENCE = "evidence"
Evidence = Callable[[Sequence[str]], list[dict[str, Any]]]


@dataclass(frozen=True, kw_only=True)
class Reply:
    """An answer as `ask --json` gives it."""

    answered: bool
    sentence: str
    understood: str = ""
    refused: bool = False
    names: tuple[str, ...] = ()
    value: Any = None
    saved_query: str | None = None
    query: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    rows: Sequence[Sequence[Any]] = ()
    evidence: Sequence[Mapping[str, Any]] = ()
    facts: tuple[str, ...] = ()
    as_of: str = ""
    left_out: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    """Where it is not answered: saved queries that come near, by name."""

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {k: plain(v) for k, v in vars(self).items() if k != "facts"}


def ask(question: str, store: Store, names: Names, queries: Iterable[Query], evidence: Evidence, *, as_of: date | None = None) -> Reply:
    """Answer a question from the saved queries. `evidence` gives the claims of facts. Raises StoreError where the store fails."""
    queries = list(queries)
    today = (as_of or date.today()).isoformat()
    if _COMMAND.search(question) or _WRITING.search(question):
        return Reply(answered=False, refused=True, as_of=today, sentence="That is a command, not a question; nothing was run.")
    for pattern, why in _BEYOND:
        if pattern.search(question):
            return Reply(answered=False, as_of=today, sentence=f"I cannot answer that: {why}.")
    found = slots(question, names)
    matches = Matcher(queries).matches(question, found)
    if not matches or matches[0].score < THRESHOLD:
        return _no(question, matches, today)
    return _answered(question, matches, found, store, names, evidence, today, as_of)


def _no(question: str, matches: Sequence[Match], as_of: str, why: str = "no saved question is close enough to it") -> Reply:
    nearest = [m.query for m in matches[:3] if m.score > THRESHOLD / 2]
    near = f" The nearest are {', '.join(f'“{q.question}” ({q.name})' for q in nearest)}." if nearest else ""
    return Reply(answered=False, as_of=as_of, sentence=f"I cannot answer that: {why}.{near}", nearest=tuple(q.name for q in nearest))


def _answered(
    question: str, matches: Sequence[Match], found: Sequence[Slot], store: Store, names: Names, evidence: Evidence, today: str, as_of: date | None
) -> Reply:
    match = matches[0]
    if why := _dropped(match, found, question):
        return _no(question, matches, today, why)
    try:
        given = parameters(match, found, store, names, as_of, question)
        answer = run(match.query, given, store, names)
    except BadParameter as error:
        return _no(question, matches, today, str(error))
    return _reply(match, answer, evidence, names, today, question)


#: Words that turn a question round. A pattern without one does not answer a question that has one.
_TURNING = re.compile(
    r"\b(not|never|no longer|without|except|besides|stopp?(?:ed|ing)? (?:selling|buying|serving|using|supplying)|\w+n['’]t|rejected|refused)\b", re.I
)


def _dropped(match: Match, found: Sequence[Slot], question: str) -> str | None:
    """What the question says that the saved query would leave out: then it is another question, and is not answered."""
    if bool(_TURNING.search(question)) != bool(_TURNING.search(match.pattern)) and bool(_TURNING.search(question)):
        return "it asks what is not so, and the nearest saved question asks what is so"
    parameters = {p.name: p for p in match.query.parameters}
    takes_day = parameters.keys() & {"as_of", "since", "from_day", "from_year"}
    labels = {label for p in parameters.values() for label in p.labels}
    for slot in found:
        if slot.text.lower() in match.pattern.lower():
            continue
        if slot.kind == "date" and not takes_day and match.query.value != "verdict":
            return f"the nearest saved question ({match.query.name}) does not ask for a day, and {slot.text!r} would be dropped"
        if slot.kind == "class" and "despite" in parameters:
            continue
        if slot.things and slot not in match.filled.values() and not labels & {t.label for t in slot.things} and not _stands_for(slot, labels):
            return f"the nearest saved question ({match.query.name}) does not ask for {slot.text!r}, which would be dropped"
    return None


def _stands_for(slot: Slot, labels: set[str]) -> bool:
    """A product may stand for its maker, a technology for what a vendor and an agency deal in."""
    return bool({"Company"} & labels) and slot.kind in ("product", "technology")


# -- parameters -----------------------------------------------------------------------------------


def parameters(match: Match, found: Sequence[Slot], store: Store, names: Names, as_of: date | None, question: str = "") -> dict[str, str]:
    """Values for the query's parameters out of the question's slots. Raises BadParameter where one is ambiguous."""
    given: dict[str, str] = {}
    free = [s for s in found if s.kind not in ("date", "level")]
    for parameter in match.query.parameters:
        if parameter.labels and (slot := _take(parameter.name, parameter.labels, match, free)):
            given[parameter.name] = _meant(slot, parameter.labels).id
        elif "Company" in parameter.labels and parameter.required and (maker := _maker(free, store)):
            given[parameter.name] = maker
    return given | _values(match.query, found, as_of)


def _take(name: str, labels: Sequence[str], match: Match, free: list[Slot]) -> Slot | None:
    fitting = [s for s in free if any(t.label in labels for t in s.things)]
    preferred = [s for s in fitting if match.filled.get(name) == s]
    if not fitting:
        return None
    slot = (preferred or fitting)[0]
    free.remove(slot)
    return slot


def _meant(slot: Slot, labels: Sequence[str]) -> Any:
    things = [t for t in slot.things if t.label in labels]
    if len(things) > 1:
        raise BadParameter(f"{slot.text!r} may be {', '.join(t.name for t in things)}; say which")
    return things[0]


def _maker(free: Sequence[Slot], store: Store) -> str | None:
    """The one company that makes the product that the question names instead of a vendor."""
    products = [t.id for s in free for t in s.things if t.label == "Product"]
    rows = store.read("MATCH (c:Company)-[:MAKES]->(p:Product) WHERE p.id IN $ids RETURN DISTINCT c.id", {"ids": products}).rows if products else []
    return str(rows[0][0]) if len(rows) == 1 else None


def _values(query: Query, found: Sequence[Slot], as_of: date | None) -> dict[str, str]:
    """Dates, levels and classes."""
    names = {p.name for p in query.parameters}
    when = next((s.value for s in found if s.kind == "date" and s.value), None)
    level = next((s.value for s in found if s.kind == "level" and s.value), None)
    named = next((t.name for s in found if s.kind == "class" for t in s.things), None)
    day_meant = as_of or (day(when) if when else None)
    values = {
        "as_of": day_meant and day_meant.isoformat(),
        "since": when and _first(when),
        "from_day": when and _first(when),
        "to_day": when and day(when).isoformat(),
    }
    values |= {"level": level, "despite": named, "from_year": when and when[:4], "to_year": when and when[:4]}
    return {k: v for k, v in values.items() if k in names and v}


def _first(text: str) -> str:
    return dates.parse(text).earliest.isoformat()


# -- the answer -----------------------------------------------------------------------------------


def _reply(match: Match, answer: Answer, evidence: Evidence, names: Names, as_of: str, question: str) -> Reply:
    query = match.query
    answer = _of_that_time(query, answer, question)
    counted = [r for r in answer.records() if query.counts is None or str(r[query.counts[0]]) == query.counts[1]]
    proof = evidence(answer.facts)
    listed = tuple(dict.fromkeys(e["document"] for e in proof)) if query.names == EVIDENCE else _names_of(query, counted, _how_many(question))
    value = len(listed) if _COUNT.search(question) and query.value is None else _value_of(query, answer, question)
    return Reply(
        answered=True, understood=_understood(query, answer.params, names), sentence=sentence(query, answer, listed, value, names), names=listed, value=value,
        saved_query=query.name, query=query.cypher, params=dict(answer.params), columns=answer.columns, rows=answer.rows, facts=tuple(answer.facts),
        evidence=proof, as_of=str(answer.params.get("as_of") or as_of), left_out=_left_out(query, answer),
    )  # fmt: skip


def _of_that_time(query: Query, answer: Answer, question: str) -> Answer:
    """Rows of the deal that began when the question says, where a query of verdicts has such rows: "its 2023 contract"."""
    years = set(re.findall(r"\b(?:19|20)\d{2}\b", question))
    if query.value != "verdict" or not years or "since" not in answer.columns:
        return answer
    place = answer.columns.index("since")
    rows = [r for r in answer.rows if str(r[place] or "")[:4] in years]
    return replace(answer, rows=rows) if rows else answer


def _how_many(question: str) -> int | None:
    """ "the two largest", "top 5": how many are asked for."""
    found = _TOP.search(question)
    return None if found is None else _NUMBERS.get(found[1].lower()) or int(found[1])


def _names_of(query: Query, rows: Iterable[Mapping[str, Any]], limit: int | None) -> tuple[str, ...]:
    if query.names is None:
        return ()
    found = (v for r in rows for v in (r[query.names] if isinstance(r[query.names], list) else [r[query.names]]))
    return tuple(dict.fromkeys(str(v) for v in found if v))[:limit]


def _value_of(query: Query, answer: Answer, question: str) -> Any:
    if query.value == "happened":
        return happened(answer.records(), _asked_type(question))
    if query.value is None or query.value not in answer.columns:
        return None
    column = query.value
    if column == "until" and re.search(r"\b(begin|began|start|started|since)\b", question, re.I):
        column = "since"
    found = list(dict.fromkeys(plain(v) for v in answer.column(column) if v is not None))
    return found[0] if len(found) == 1 else found or None


#: What a question asks whether it happened, by its verb; a purchase where no other is named.
_VERBS = {"buy": "SOLD_TO", "sell": "SOLD_TO", "use": "USED_BY", "pilot": "PILOTED_BY", "show": "DEMOED_TO", "offer": "MARKETED_TO"}


def _asked_type(question: str) -> str:
    asked = words(question)
    return next((type for verb, type in _VERBS.items() if verb in asked), "SOLD_TO")


def happened(rows: Sequence[Mapping[str, Any]], type: str = "SOLD_TO") -> str:
    """Whether such a fact is known: yes, denied, disputed (asserted and denied of one time), or unknown."""
    facts = [r for r in rows if r["what"] == type]
    if any(r["status"] == "confirmed" and r["disputed"] for r in facts):
        return "disputed"
    if any(r["status"] == "confirmed" for r in facts):
        return "yes"
    return "denied" if any(r["status"] == "denied" for r in facts) else "unknown"


def sentence(query: Query, answer: Answer, listed: Sequence[str], value: Any, names: Names) -> str:
    """The answer in words."""
    if not answer.rows:
        return f"{query.title}: nothing is known. That is no proof that there is nothing."
    if query.value == "happened":
        return _happened_words(value, answer)
    if value is not None and query.value:
        why = answer.records()[0].get("why")
        return f"{query.title}: {value if not isinstance(value, list) else ', '.join(map(str, value))}" + (f", because {why}." if why else ".")
    head = f"{_said(query, answer, listed, names)}." if listed else f"{query.title}: none is confirmed."
    apart = "; ".join(f"{label} – {_listed(found)}" for label, found in _parts(query, answer).items())
    return f"{head} Shown apart: {apart}." if apart else head


def _said(query: Query, answer: Answer, listed: Sequence[str], names: Names) -> str:
    """The query's own sentence, with the names of things for their ids."""
    if query.says is None:
        return f"{query.title}: {_listed(listed)}"
    return query.says.format(names=_listed(_with_verdicts(query, answer, listed)), **_named(answer.params, names))


def _with_verdicts(query: Query, answer: Answer, listed: Sequence[str]) -> list[str]:
    """Names with what the verdicts on their rows are, and how old the last evidence is: "Microsoft (not covered; last evidence 2018-06-21)"."""
    if not {"verdict", "last_evidence"} <= set(answer.columns):
        return list(listed)
    rows = [r for r in answer.records() if query.counts is None or str(r[query.counts[0]]) == query.counts[1]]
    return [f"{name} ({_told([r for r in rows if r[query.names or ''] == name])})" for name in listed]


def _told(rows: Sequence[Mapping[str, Any]]) -> str:
    last = max((str(r["last_evidence"]) for r in rows if r["last_evidence"]), default=None)
    verdicts = " or ".join(sorted({str(r["verdict"]) for r in rows}))
    return verdicts + (f"; last evidence {last}" if last else "")


def _happened_words(value: str, answer: Answer) -> str:
    records = answer.records()
    pair = f"{records[0]['agency']} and {records[0]['vendor']}"
    said = {"yes": "confirmed", "denied": "denied by the sources", "disputed": "asserted and denied", "unknown": "not known to have happened"}[value]
    known = dict.fromkeys(_fact_words(r) for r in records)
    return f"{pair}: what you ask is {said}. Known between them: {', '.join(known)}."


def _fact_words(record: Mapping[str, Any]) -> str:
    status = "" if record["status"] == "confirmed" else f" ({record['status']})"
    return f"{record['what'].lower().replace('_', ' ')}{status}"


def _parts(query: Query, answer: Answer) -> dict[str, list[str]]:
    """What the rows hold besides what counts, by the same column."""
    if query.counts is None or query.names is None:
        return {}
    parts: dict[str, list[str]] = {}
    for record in answer.records():
        if (part := str(record[query.counts[0]])) != query.counts[1]:
            parts.setdefault(part, []).append(_pair(record, query.names))
    return {part: list(dict.fromkeys(found)) for part, found in parts.items()}


def _pair(record: Mapping[str, Any], column: str) -> str:
    """ "Amazon (U.S. Immigration and Customs Enforcement)", where the row has both parties."""
    other = record.get("agency") if column == "vendor" else record.get("vendor")
    return f"{record[column]} ({other})" if other else str(record[column])


def _listed(names: Sequence[str]) -> str:
    shown = list(names[:12])
    rest = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
    return ", ".join(shown) + rest


def _understood(query: Query, params: Mapping[str, Any], names: Names) -> str:
    told = ", ".join(f"{k.replace('_', ' ')}: {v}" for k, v in _named(params, names).items() if v is not None)
    return f"{query.title}" + (f" ({told})" if told else "")


def _named(params: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """Parameters with the names of things for their ids."""
    return {k: names.things[v].name if isinstance(v, str) and v in names.things else plain(v) for k, v in params.items()}


def _left_out(query: Query, answer: Answer) -> tuple[str, ...]:
    parts = [f"{label}: {', '.join(map(str, found))}" for label, found in _parts(query, answer).items()]
    return (*parts, *(["more rows than the limit"] if answer.truncated else []))
