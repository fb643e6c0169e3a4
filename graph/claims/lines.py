"""The interchange format: JSON Lines in and out.

What every loader yields, what `despite extract` prints, what `despite load` takes back. A line that
cannot be kept is refused with its number, its key and what to do; the rest of the file loads.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from graph import dates, schema
from graph.claims.records import KINDS, Batch, Candidate, Claim, Document, Entity, Record, Refusal, as_dict

#: Longer lines are refused unread: no claim needs them, and they would fill the memory.
MAX_LINE = 10_000_000
_P = TypeVar("_P", Claim, Candidate)


class Unusable(ValueError):
    """A record that cannot be kept; `key` is the one at fault."""

    def __init__(self, key: str | None, message: str) -> None:
        super().__init__(message)
        self.key = key


# -- writing --------------------------------------------------------------------------------------


def to_json(record: Record) -> dict[str, Any]:
    """The record as the interchange format has it; `from_json` gives the same record back."""
    kind = next(k for k, cls in KINDS.items() if isinstance(record, cls))
    row: dict[str, Any] = {"record": kind}
    for name, value in as_dict(record, ("verified",)).items():
        if name in ("properties", "extra"):
            row.update(value)
        elif not (kind in ("document", "entity") and value in (None, [])):
            row[name] = value
    return row


def write(records: Iterable[Record]) -> Iterator[str]:
    """The records as JSON Lines, without line ends."""
    return (json.dumps(to_json(r), ensure_ascii=False) for r in records)


# -- reading one record ---------------------------------------------------------------------------


def from_json(row: object) -> Record:
    """One record from one parsed line. Raises Unusable, naming the key at fault."""
    if not isinstance(row, dict):
        raise Unusable(None, "each line must be one JSON object, {…}")
    kind = row.get("record")
    if kind not in KINDS:
        raise Unusable("record", f"must be one of {', '.join(KINDS)}, not {kind!r}")
    return _MAKERS[kind](row)


def _text(row: Mapping[str, Any], key: str, *, need: bool = False) -> str | None:
    value = row.get(key)
    if value is None or value == "":
        if need:
            raise Unusable(key, "is missing")
        return None
    if not isinstance(value, str):
        raise Unusable(key, f"must be text, not {value!r}")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise Unusable(key, "holds half a character (a lone surrogate); write the text as UTF-8") from None
    return value


def _needed(row: Mapping[str, Any], key: str) -> str:
    text = (_text(row, key, need=True) or "").strip()
    if not text:
        raise Unusable(key, "is empty")
    return text


def _choice(row: Mapping[str, Any], key: str, values: Iterable[str], default: str | None = None) -> str | None:
    value = _text(row, key) or default
    if value is not None and value not in (values := tuple(values)):
        raise Unusable(key, f"must be one of {', '.join(values)}, not {value!r}")
    return value


def _texts(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = row.get(key)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise Unusable(key, f"must be a list of texts, not {value!r}")
    return tuple(v for v in value if v.strip())


def _date(row: Mapping[str, Any], key: str) -> str | None:
    text = _text(row, key)
    if text is not None:
        try:
            dates.parse(text)
        except ValueError as error:
            raise Unusable(key, str(error)) from None
    return text


def _number(row: Mapping[str, Any], key: str) -> float | None:
    value = row.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise Unusable(key, f"must be a number, not {value!r}")
    return value


def _offset(row: Mapping[str, Any], key: str) -> int | None:
    value = row.get(key)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
        raise Unusable(key, f"must be a whole number of characters, 0 or more, not {value!r}")
    return value


def _extra(row: Mapping[str, Any], known: Iterable[str]) -> dict[str, Any]:
    return {k: v for k, v in row.items() if k not in {"record", *known}}


def _fields(cls: type[Record]) -> set[str]:
    return {f.name for f in dataclasses.fields(cls)} - {"extra", "properties", "verified"}


def _document(row: Mapping[str, Any]) -> Document:
    texts = {k: _text(row, k) for k in ("url", "title", "publisher", "licence", "sha256", "text", "path")}
    return Document(
        id=_needed(row, "id"), kind=_text(row, "kind") or "article", published=_date(row, "published"),
        retrieved=_text(row, "retrieved"), extra=_extra(row, _fields(Document)), **texts,
    )  # fmt: skip


def _entity(row: Mapping[str, Any]) -> Entity:
    label = _choice(row, "type", schema.NAMED)
    if label is None:
        raise Unusable("type", f"is missing; it is one of {', '.join(schema.NAMED)}")
    declared = {k: v for k, v in schema.properties_of(label).items() if k not in ("id", "name", "aliases")}
    found = {k: _choice(row, k, p.values) if p.values else _text(row, k) for k, p in declared.items()}
    return Entity(
        type=label, name=_needed(row, "name"), aliases=_texts(row, "aliases"),
        properties={k: v for k, v in found.items() if v is not None}, extra=_extra(row, {*_fields(Entity), *declared}),
    )  # fmt: skip


def _ends(row: Mapping[str, Any], edge: schema.EdgeType) -> dict[str, Any]:
    ends: dict[str, Any] = {}
    for end, labels in (("subject", edge.subjects), ("object", edge.objects)):
        ends[end] = _needed(row, end)
        label = _choice(row, f"{end}_type", schema.NAMED)
        if label not in labels:
            raise Unusable(f"{end}_type", f"the {end} of {edge.name} must be {' or '.join(labels)}, not {label!r}")
        ends[f"{end}_type"] = label
    return ends


def _span(row: Mapping[str, Any]) -> tuple[int | None, int | None]:
    start, end = _offset(row, "quote_start"), _offset(row, "quote_end")
    if start is not None and end is not None and end < start:
        raise Unusable("quote_end", f"{end} lies before quote_start {start}")
    return start, end


def _claim(row: Mapping[str, Any]) -> Claim:
    name = _choice(row, "type", schema.CLAIM_TYPES)
    if name is None:
        raise Unusable("type", f"is missing; it is one of {', '.join(schema.CLAIM_TYPES)}")
    edge = schema.EDGES[name]
    quote_start, quote_end = _span(row)
    confidence = _number(row, "confidence")
    if confidence is not None and not 0 <= confidence <= 1:
        raise Unusable("confidence", f"is a probability, from 0 to 1, not {confidence!r}")
    when: dict[str, Any] = {k: _date(row, k) for k in ("date", "start", "end", "reported")}
    if when["start"] and when["end"] and dates.parse(when["end"]).latest < dates.parse(when["start"]).earliest:
        raise Unusable("end", f"{when['end']} lies before the start {when['start']}")
    texts: dict[str, Any] = {k: _text(row, k) for k in ("product", "until", "purpose", "applies_to", "award_id", "role", "speaker", "currency")}
    return Claim(
        type=name, document=_needed(row, "document"), quote=_needed_quote(row), kind=_choice(row, "kind", edge.kinds) if edge.kinds else _text(row, "kind"),
        polarity=_choice(row, "polarity", schema.POLARITIES, "asserted") or "", factuality=_choice(row, "factuality", schema.FACTUALITIES, "actual") or "",
        exempts=_texts(row, "exempts"), amount=_number(row, "amount"), amount_kind=_choice(row, "amount_kind", schema.AMOUNT_KINDS),
        relevance=_relevance(row), quote_start=quote_start, quote_end=quote_end, confidence=1.0 if confidence is None else confidence,
        rule=_text(row, "rule") or "claims", decision=_choice(row, "decision", schema.DECISIONS, "accept") or "", reasons=_texts(row, "reasons"),
        extra=_extra(row, _fields(Claim)), **_ends(row, edge), **when, **texts,
    )  # fmt: skip


def _needed_quote(row: Mapping[str, Any]) -> str:
    return _text(row, "quote", need=True) or ""


def _relevance(row: Mapping[str, Any]) -> str | None:
    value = row.get("relevance")
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _candidate(row: Mapping[str, Any]) -> Candidate:
    start, end = _span(row)
    guess = row.get("guess") or {}
    if not isinstance(guess, dict):
        raise Unusable("guess", f"must be an object with keys of a claim, not {guess!r}")
    return Candidate(
        document=_needed(row, "document"), quote=_needed_quote(row), quote_start=start or 0, quote_end=end or 0, why=_text(row, "why") or "", guess=guess
    )


_MAKERS: dict[str, Callable[[Mapping[str, Any]], Record]] = {"document": _document, "entity": _entity, "claim": _claim, "candidate": _candidate}


# -- reading a file -------------------------------------------------------------------------------


def read(path: Path) -> Batch:
    """A claims file: what can be kept of it, and for each line that cannot, why."""
    with path.open("rb") as stream:
        found, refusals = _split(_lines(stream, str(path)))
    return assemble(found, refusals, folder=path.parent, file=str(path))


Numbered = tuple[int, Record]


def _split(items: Iterable[Numbered | Refusal]) -> tuple[list[Numbered], list[Refusal]]:
    found: list[Numbered] = []
    refusals: list[Refusal] = []
    for item in items:
        (refusals if isinstance(item, Refusal) else found).append(item)  # type: ignore[arg-type]
    return found, refusals


def _lines(stream: BinaryIO, file: str) -> Iterator[Numbered | Refusal]:
    number = 0
    while raw := stream.readline(MAX_LINE):
        number += 1
        if len(raw) == MAX_LINE and not raw.endswith(b"\n"):
            size = len(raw) + _skip_line(stream)
            message = f"the line is {size:,} bytes long, more than {MAX_LINE:,}; split it"
            yield Refusal(file=file, line=number, key=None, message=message, text=raw[:200].decode(errors="replace"))
        elif raw.strip():
            yield _line(raw.lstrip(b"\xef\xbb\xbf") if number == 1 else raw, file, number)


def _skip_line(stream: BinaryIO) -> int:
    size = 0
    while rest := stream.readline(MAX_LINE):
        size += len(rest)
        if rest.endswith(b"\n"):
            break
    return size


def _line(raw: bytes, file: str, number: int) -> Numbered | Refusal:
    def refuse(message: str, key: str | None = None) -> Refusal:
        return Refusal(file=file, line=number, key=key, message=message, text=raw.decode(errors="backslashreplace").rstrip("\r\n"))

    try:
        return number, from_json(json.loads(raw.decode("utf-8"), parse_constant=_no_constant))
    except UnicodeDecodeError as error:
        return refuse(f"byte {error.start + 1} is not UTF-8; save the file as UTF-8")
    except json.JSONDecodeError as error:
        return refuse(f"column {error.colno} is not JSON: {error.msg}")
    except RecursionError:
        return refuse("the line is nested too deeply; a record is one flat object")
    except Unusable as error:
        return refuse(str(error), error.key)
    except ValueError as error:
        return refuse(str(error))


def _no_constant(name: str) -> float:
    raise Unusable(None, f"{name} is not a JSON number; use null")


def assemble(found: Iterable[Numbered], refusals: Iterable[Refusal], *, folder: Path, file: str) -> Batch:
    """Checks that need more than one line: documents are declared, quotes stand at their offsets."""
    by_kind: dict[type[Record], list[tuple[int, Any]]] = {cls: [] for cls in KINDS.values()}
    for number, record in found:
        by_kind[type(record)].append((number, record))
    bad = list(refusals)
    documents: dict[str, Document] = {}
    for number, document in by_kind[Document]:
        try:
            documents[document.id] = _with_text(document, folder)
        except Unusable as error:
            bad.append(_refuse(document, file, number, error))
    claims = [dataclasses.replace(c, verified=seen) for c, seen in _checked(by_kind[Claim], documents, file, bad)]
    candidates = [c for c, _ in _checked(by_kind[Candidate], documents, file, bad)]
    return Batch(
        documents=tuple(documents.values()), entities=tuple(e for _, e in by_kind[Entity]), claims=tuple(claims), candidates=tuple(candidates),
        refusals=tuple(sorted(bad, key=lambda r: r.line)), notes=_unknown_keys(r for rows in by_kind.values() for _, r in rows),
    )  # fmt: skip


def _refuse(record: Record, file: str, line: int, error: Unusable) -> Refusal:
    return Refusal(file=file, line=line, key=error.key, message=str(error), text=json.dumps(to_json(record), ensure_ascii=False))


def _with_text(document: Document, folder: Path) -> Document:
    """The document with its text, if it is to be had. A path may not lead out of the file's folder."""
    if document.text is None and document.path:
        path = (folder / document.path).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise Unusable("path", f"{document.path} leads out of the folder of the file; put the text beside it")
        document = dataclasses.replace(document, text=_read_text(path))
    if document.text is None:
        return document
    return dataclasses.replace(document, sha256=hashlib.sha256(document.text.encode()).hexdigest())


def _read_text(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8")
    except (FileNotFoundError, IsADirectoryError):
        return None
    except UnicodeDecodeError as error:
        raise Unusable("path", f"byte {error.start + 1} of {path.name} is not UTF-8; save it as UTF-8") from None


def _checked(rows: Iterable[tuple[int, _P]], documents: Mapping[str, Document], file: str, bad: list[Refusal]) -> Iterator[tuple[_P, bool]]:
    """Claims or candidates that may be kept, each with whether its quote was seen at its place."""
    for number, record in rows:
        try:
            yield record, _seen(record, documents)
        except Unusable as error:
            bad.append(_refuse(record, file, number, error))


def _seen(record: Claim | Candidate, documents: Mapping[str, Document]) -> bool:
    """Whether the text is known and the quote stands at its offsets. Raises Unusable where it stands elsewhere."""
    document = documents.get(record.document)
    if document is None:
        raise Unusable("document", f"no document line has the id {record.document!r}; add one to the file")
    if document.text is None or record.quote_start is None or record.quote_end is None:
        return False
    there = document.text[record.quote_start : record.quote_end]
    if there != record.quote:
        raise Unusable("quote_start", _where_else(record, document.text, there))
    return True


def _where_else(record: Claim | Candidate, text: str, there: str) -> str:
    place = text.find(record.quote)
    hint = f"it stands at {place}–{place + len(record.quote)}" if place >= 0 else "it does not stand anywhere in the text"
    return f"the text at {record.quote_start}–{record.quote_end} is {there[:60]!r}, not the quote; {hint} (offsets count Unicode code points)"


def _unknown_keys(records: Iterable[Record]) -> tuple[str, ...]:
    keys: dict[str, int] = {}
    for record in records:
        for key in getattr(record, "extra", ()):
            keys[key] = keys.get(key, 0) + 1
    return (f"keys that are not of the format were kept: {', '.join(f'{k} ({n})' for k, n in sorted(keys.items()))}",) if keys else ()
