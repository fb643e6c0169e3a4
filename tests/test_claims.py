from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import claims, schema
from graph.claims import Claim, Document, Entity
from tests.build import shared, world

DOCUMENT = {"record": "document", "id": "d", "text": "Axo sold Eye to the Ash County Sheriff."}
CLAIM = {
    "record": "claim", "type": "SOLD_TO", "subject": "Axo", "subject_type": "Company", "object": "Ash County Sheriff", "object_type": "Agency",
    "document": "d", "quote": "Axo sold Eye", "quote_start": 0, "quote_end": 12,
}  # fmt: skip


def read(tmp_path: Path, *rows: Any) -> claims.Batch:
    path = tmp_path / "c.jsonl"
    path.write_bytes(b"".join((r if isinstance(r, bytes) else json.dumps(r).encode()) + b"\n" for r in rows))
    return claims.read(path)


def test_a_good_file_is_read_whole(tmp_path: Path) -> None:
    batch = read(tmp_path, DOCUMENT, CLAIM)
    assert not batch.refusals and batch.claims[0].verified


def test_the_sample_world_has_nothing_to_refuse() -> None:
    batch = world()
    assert not batch.refusals and not batch.notes and all(c.verified for c in batch.claims)


@pytest.mark.parametrize(
    ("change", "key", "words"),
    [
        ({"type": "SOLD"}, "type", "must be one of"),
        ({"type": "DENIED"}, "type", "must be one of"),
        ({"type": None}, "type", "missing"),
        ({"object_type": "Person"}, "object_type", "must be Agency"),
        ({"subject": ""}, "subject", "missing"),
        ({"subject": "   "}, "subject", "empty"),
        ({"polarity": "maybe"}, "polarity", "asserted, denied"),
        ({"factuality": "sure"}, "factuality", "actual"),
        ({"kind": "theft"}, "kind", "contract"),
        ({"date": "2020-13"}, "date", "calendar"),
        ({"start": "2021", "end": "2020"}, "end", "before the start"),
        ({"amount": "many"}, "amount", "number"),
        ({"amount": True}, "amount", "number"),
        ({"confidence": 2}, "confidence", "probability"),
        ({"quote": None}, "quote", "missing"),
        ({"quote_start": 3, "quote_end": 15}, "quote_start", "stands at 0–12"),
        ({"quote": "Axo gave Eye"}, "quote_start", "does not stand anywhere"),
        ({"quote_start": -1}, "quote_start", "whole number"),
        ({"quote_start": 5, "quote_end": 2}, "quote_end", "before"),
        ({"exempts": "Thorn"}, "exempts", "list"),
        ({"document": "other"}, "document", "no document line"),
        ({"subject": "\ud800"}, "subject", "surrogate"),
    ],
)
def test_a_bad_claim_is_refused_with_line_key_and_reason(tmp_path: Path, change: dict[str, Any], key: str, words: str) -> None:
    batch = read(tmp_path, DOCUMENT, {**CLAIM, **change}, CLAIM)
    (refusal,) = batch.refusals
    assert (refusal.line, refusal.key) == (2, key) and words in refusal.message
    assert len(batch.claims) == 1, "the rest of the file loads"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b'{"record": "claim", ', "not JSON"),
        (b"[1, 2]", "one JSON object"),
        (b'"claim"', "one JSON object"),
        (b'{"record": "deal"}', "must be one of"),
        (b'{"record": "document", "id": "caf\xe9"}', "not UTF-8"),
        (b'{"record": "claim", "amount": NaN}', "not a JSON number"),
        (b"[" * 100_000, "nested|not JSON|one JSON object"),
    ],
)
def test_a_broken_line_is_refused_and_the_rest_loads(tmp_path: Path, line: bytes, words: str) -> None:
    batch = read(tmp_path, DOCUMENT, line, CLAIM)
    assert [r.line for r in batch.refusals] == [2] and any(w in batch.refusals[0].message for w in words.split("|"))
    assert len(batch.claims) == 1


def test_a_line_of_fifty_megabytes_is_refused_and_the_rest_loads(tmp_path: Path) -> None:
    batch = read(tmp_path, DOCUMENT, b"{" + b" " * 50_000_000 + b"}", CLAIM)
    assert batch.refusals[0].line == 2 and "bytes long" in batch.refusals[0].message and len(batch.refusals[0].text) < 1_000
    assert len(batch.claims) == 1


def test_a_byte_order_mark_and_empty_lines_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(DOCUMENT).encode() + b"\r\n\r\n" + json.dumps(CLAIM).encode())
    assert len(claims.read(path).claims) == 1


def test_offsets_count_code_points_and_not_bytes(tmp_path: Path) -> None:
    text = "🧪 – Axo sold Eye."
    batch = read(tmp_path, {**DOCUMENT, "text": text}, {**CLAIM, "quote_start": 4, "quote_end": 16})
    assert not batch.refusals and batch.claims[0].verified


def test_a_text_beside_the_file_is_read_and_none_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "d.txt").write_text("Axo sold Eye to all.")
    good = {"record": "document", "id": "d", "path": "texts/d.txt"}
    assert read(tmp_path, good, CLAIM).claims[0].verified
    batch = read(tmp_path, {**good, "path": "../../../etc/passwd"}, CLAIM)
    assert "leads out" in batch.refusals[0].message and not batch.documents


def test_unknown_keys_are_kept_and_reported_once(tmp_path: Path) -> None:
    batch = read(tmp_path, DOCUMENT, {**CLAIM, "mood": "grim"}, {**CLAIM, "mood": "gay", "speaker": "x"})
    assert batch.claims[0].extra == {"mood": "grim"} and len(batch.notes) == 1 and "mood (2)" in batch.notes[0]


def test_every_gold_file_is_read_without_a_refusal() -> None:
    for path in sorted((shared() / "gold").glob("*/*.jsonl")):
        if path.name != "dev_questions.jsonl":
            assert not claims.read(path).refusals, path


NAMES = st.text(min_size=1).map(str.strip).filter(lambda t: t and t.isprintable())
DATES = st.none() | st.sampled_from(["2017", "2017-09", "2017-09-05", "2017-09/2018-12"])


@st.composite
def any_claim(draw: st.DrawFn) -> Claim:
    edge = draw(st.sampled_from([schema.EDGES[t] for t in schema.CLAIM_TYPES]))
    return Claim(
        type=edge.name, subject=draw(NAMES), subject_type=draw(st.sampled_from(edge.subjects)), object=draw(NAMES),
        object_type=draw(st.sampled_from(edge.objects)),
        document="d", quote=draw(NAMES), kind=draw(st.none() | st.sampled_from(edge.kinds or ("x",))), polarity=draw(st.sampled_from(schema.POLARITIES)),
        factuality=draw(st.sampled_from(schema.FACTUALITIES)), date=draw(DATES), product=draw(st.none() | NAMES),
        exempts=tuple(draw(st.lists(NAMES, max_size=2))),
        amount=draw(st.none() | st.floats(allow_nan=False, allow_infinity=False)), confidence=draw(st.floats(0, 1)),
        extra=draw(st.dictionaries(st.just("mood"), NAMES)),
    )  # fmt: skip


@given(any_claim())
def test_a_claim_written_and_read_is_the_same_claim(claim: Claim) -> None:
    assert claims.from_json(json.loads(next(claims.write([claim])))) == claim


@given(NAMES, st.lists(NAMES), st.sampled_from(schema.NAMED))
def test_an_entity_written_and_read_is_the_same_entity(name: str, aliases: list[str], label: str) -> None:
    entity = Entity(type=label, name=name.strip(), aliases=tuple(aliases))
    assert claims.from_json(json.loads(next(claims.write([entity])))) == entity


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_and_never_crash(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "x.jsonl"
    path.write_bytes(content)
    batch = claims.read(path)
    assert all(r.line for r in batch.refusals)


def test_an_id_does_not_depend_on_whether_the_quote_was_checked() -> None:
    (first, *_), document = world().claims, Document(id="d")
    assert dataclasses.replace(first, verified=False).id == first.id and document.kind == "article"
