from __future__ import annotations

import dataclasses
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from graph.claims import Batch
from graph.ledger import Ledger
from tests.build import batch, claim, document, world


def rows(ledger: Ledger, known_at: date | None = None) -> dict[str, list[str]]:
    live = ledger.live(known_at)
    return {name: sorted(json.dumps(r, sort_keys=True, default=str) for r in table.to_pylist()) for name, table in live.items()}


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path)


def test_a_new_ledger_is_empty(ledger: Ledger) -> None:
    assert ledger.entries() == [] and all(not len(t) for t in ledger.live().values())


def test_loading_twice_is_loading_once(ledger: Ledger) -> None:
    first = ledger.append(world())
    before, state = rows(ledger), ledger.state()
    second = ledger.append(world())
    assert len(first.new) == 3 and second.known == first.new and second.claims == 0
    assert rows(ledger) == before and ledger.state() == state and len(ledger.entries()) == 1


def test_a_changed_document_supersedes_its_earlier_version(ledger: Ledger) -> None:
    ledger.append(batch(claim("SOLD_TO", "Axo", "Ash Police")))
    done = ledger.append(batch(claim("SOLD_TO", "Axo", "Elm Police")))
    assert done.changed == ("d1",)
    assert ledger.live()["claims"]["object"].to_pylist() == ["Elm Police"]


def test_retracting_removes_exactly_what_the_document_says(ledger: Ledger) -> None:
    ledger.append(batch(claim("SOLD_TO", "Axo", "Ash Police")))
    before = rows(ledger)
    ledger.append(batch(claim("SOLD_TO", "Bly", "Elm Police", document="d2"), documents=(document("d2"),)))
    assert ledger.retract("d2") and rows(ledger) == before
    assert not ledger.retract("d2"), "it is not there any more"


def test_a_retracted_document_may_be_loaded_again(ledger: Ledger) -> None:
    said = batch(claim("SOLD_TO", "Axo", "Ash Police"))
    ledger.append(said)
    before = rows(ledger)
    ledger.retract("d1")
    ledger.append(said)
    assert rows(ledger) == before


def test_known_at_shows_what_was_there_on_that_day(tmp_path: Path) -> None:
    days = iter([datetime(2024, 5, d, 12, tzinfo=UTC) for d in (1, 2, 3)])
    ledger = Ledger(tmp_path, clock=lambda: next(days))
    ledger.append(batch(claim("SOLD_TO", "Axo", "Ash Police")))
    first = rows(ledger)
    ledger.append(batch(claim("SOLD_TO", "Axo", "Elm Police")))
    ledger.retract("d1")
    assert rows(ledger, date(2024, 5, 1)) == first
    assert len(ledger.live(date(2024, 5, 2))["claims"]) == 1 and len(ledger.live(date(2024, 5, 3))["claims"]) == 0
    assert len(ledger.live(date(2024, 4, 30))["documents"]) == 0


def test_half_a_line_left_by_a_killed_writer_is_healed(ledger: Ledger) -> None:
    ledger.append(batch(claim("SOLD_TO", "Axo", "Ash Police")))
    before = rows(ledger)
    log = ledger.folder / "loads.jsonl"
    log.write_bytes(log.read_bytes() + b'{"seq": 2, "event": "load", "at": "20')
    assert rows(ledger) == before
    ledger.append(batch(claim("SOLD_TO", "Bly", "Elm Police", document="d2"), documents=(document("d2"),)))
    assert len(ledger.entries()) == 2


def test_a_folder_without_a_line_never_happened_and_is_removed(ledger: Ledger) -> None:
    ledger.append(batch(claim("SOLD_TO", "Axo", "Ash Police")))
    orphan = ledger.folder / "loads" / "00000002-dead"
    orphan.mkdir()
    (orphan / "claims.parquet").write_bytes(b"half")
    ledger.retract("d1")
    assert not orphan.exists()


def test_an_entity_belongs_to_the_documents_that_speak_of_it(ledger: Ledger) -> None:
    ledger.append(world())
    owners = {(r["name"], r["document"]) for r in ledger.live()["entities"].to_pylist()}
    assert ("Tessel Optics", "w3") in owners and ("Tessel Optics", "w1") not in owners


def test_entities_without_a_document_can_be_retracted_too(ledger: Ledger) -> None:
    ledger.append(Batch(entities=world().entities))
    (reference,) = ledger.live()["documents"].to_pylist()
    assert reference["kind"] == "reference" and ledger.retract(reference["id"]) and not len(ledger.live()["entities"])


def test_a_preview_writes_nothing_and_shows_what_would_count(ledger: Ledger) -> None:
    ledger.append(batch(claim("SOLD_TO", "Axo", "Ash Police")))
    state = ledger.state()
    appended, live = ledger.preview(batch(claim("SOLD_TO", "Axo", "Elm Police")))
    assert appended.changed == ("d1",) and live["claims"]["object"].to_pylist() == ["Elm Police"] and ledger.state() == state


def test_where_the_file_lies_does_not_make_a_new_version(ledger: Ledger) -> None:
    ledger.append(batch(document(path="a/x.txt", text="t")))
    assert ledger.append(batch(document(path="b/x.txt", text="t"))).known == ("d1",)


def test_the_same_claim_twice_in_a_file_is_one_row(ledger: Ledger) -> None:
    said = claim("SOLD_TO", "Axo", "Ash Police")
    ledger.append(batch(said, dataclasses.replace(said)))
    assert len(ledger.live()["claims"]) == 1


def test_the_same_text_from_another_place_is_known_and_a_mended_one_supersedes(ledger: Ledger) -> None:
    ledger.append(batch(document("a", text="t", sha256="1")))
    assert ledger.append(batch(document("b", text="t", sha256="1"))).known == ("b",)
    assert ledger.append(batch(document("a", text="u", sha256="2"))).changed == ("a",)
    assert ledger.append(batch(document("c", text="u", sha256="2", url="https://example.org/c"))).new == ("c",)
