"""From claims to facts: which edges the graph gets, and which it never gets."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.claims import Batch, Claim
from graph.whole import Graph
from tests.build import agency, batch, claim, document, edges, graph_of, world


def only(graph: Graph, *types: str) -> dict[str, object]:
    (edge,) = edges(graph, *types)
    return edge


def test_a_denial_never_makes_the_edge_that_it_denies(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, batch(claim("SOLD_TO", "Axo", "Ash Police", polarity="denied", date="2018-11")))
    assert not edges(graph, "SOLD_TO") and only(graph, "DENIED")["claim"] == "SOLD_TO"


def test_only_actual_and_reported_claims_make_the_edge(tmp_path: Path) -> None:
    said = [claim("SOLD_TO", f"Axo {f}", "Ash Police", factuality=f) for f in ("actual", "reported", "alleged", "planned", "considered", "undisclosed")]
    graph = graph_of(tmp_path, batch(*said))
    assert {e["factuality"] for e in edges(graph, "SOLD_TO")} == {"actual", "reported"}
    assert {e["factuality"] for e in edges(graph, "UNCONFIRMED")} == {"alleged", "planned", "considered", "undisclosed"}


def test_a_fact_is_as_sure_as_the_strongest_of_its_claims(tmp_path: Path) -> None:
    documents = (document("d1"), document("d2"))
    said = [claim("SOLD_TO", "Axo", "Ash Police", factuality="alleged"), claim("SOLD_TO", "Axo", "Ash Police", document="d2")]
    graph = graph_of(tmp_path, batch(*said, documents=documents))
    assert only(graph, "SOLD_TO", "UNCONFIRMED")["factuality"] == "actual" and only(graph, "SOLD_TO")["sources"] == 2


def test_parallel_contracts_stay_parallel(tmp_path: Path) -> None:
    graph = graph_of(
        tmp_path, batch(*(claim("SOLD_TO", "Axo", "Ash Police", date=d, amount=a, currency="USD") for d, a in (("2020-08", 224000), ("2021-09", 500000))))
    )
    assert sorted(e["amount"] for e in edges(graph, "SOLD_TO")) == [224000, 500000]


def test_award_identifiers_keep_facts_apart(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, batch(*(claim("SOLD_TO", "Axo", "Ash Police", award_id=a, quote=a) for a in ("CONT_1", "CONT_2"))))
    assert len(edges(graph, "SOLD_TO")) == 2


def test_a_lone_date_is_a_start_an_end_or_both(tmp_path: Path) -> None:
    said = [claim(t, "Axo", "Ash Police", date="2020-05") for t in ("SOLD_TO", "DEMOED_TO", "CONTRACT_ENDED")]
    found = {
        e["type"]: (e["start"], e["end"])
        for e in edges(graph_of(tmp_path, batch(said[1], dataclasses.replace(said[0], object="Elm Police"))), "SOLD_TO", "DEMOED_TO")
    }
    assert found == {"SOLD_TO": ("2020-05", None), "DEMOED_TO": ("2020-05", "2020-05")}


def test_an_unknown_start_is_bounded_by_the_first_report_and_never_dated_by_it(tmp_path: Path) -> None:
    edge = only(graph_of(tmp_path, batch(claim("SOLD_TO", "Axo", "Ash Police", reported="2021-03-04"))), "SOLD_TO")
    assert (edge["start"], edge["start_earliest"], edge["start_latest"]) == (None, None, date(2021, 3, 4))


def test_a_contract_that_ended_closes_the_open_deals_of_that_product(tmp_path: Path) -> None:
    said = [
        claim("SOLD_TO", "Axo", "Ash Police", product="Eye", start="2018"),
        claim("SOLD_TO", "Axo", "Ash Police", product="Ear", start="2018"),
        claim("CONTRACT_ENDED", "Axo", "Ash Police", product="Eye", date="2020-06-11"),
    ]
    graph = graph_of(tmp_path, batch(*said))
    assert {e["product"]: e["end"] for e in edges(graph, "SOLD_TO")} == {"Eye": "2020-06-11", "Ear": None}
    assert not edges(graph, "CONTRACT_ENDED")
    (fact,) = (e["id"] for e in edges(graph, "SOLD_TO") if e["product"] == "Eye")
    assert graph.support.to_pylist().count({"claim_id": said[2].id, "fact_id": fact}) == 1, "the end is evidence of the deal"


def test_an_end_without_a_product_closes_all_and_without_a_deal_makes_an_ended_one(tmp_path: Path) -> None:
    graph = graph_of(
        tmp_path / "a",
        batch(*(claim("USED_BY", "Axo", "Ash Police", product=p) for p in ("Eye", "Ear")), claim("CONTRACT_ENDED", "Axo", "Ash Police", date="2020")),
    )
    assert [e["end"] for e in edges(graph, "USED_BY")] == ["2020", "2020"]
    graph = graph_of(tmp_path / "b", batch(claim("CONTRACT_ENDED", "Axo", "Ash Police", date="2020")))
    assert (only(graph, "SOLD_TO")["end"], only(graph, "SOLD_TO")["start"]) == ("2020", None)


def test_an_end_does_not_close_a_deal_that_began_later_or_one_that_is_denied(tmp_path: Path) -> None:
    said = [claim("SOLD_TO", "Axo", "Ash Police", start="2022"), claim("CONTRACT_ENDED", "Axo", "Ash Police", date="2020")]
    assert {(e["start"], e["end"]) for e in edges(graph_of(tmp_path / "a", batch(*said)), "SOLD_TO")} == {("2022", None), (None, "2020")}
    denied = dataclasses.replace(said[1], polarity="denied", date="2023")
    graph = graph_of(tmp_path / "b", batch(said[0], denied))
    assert only(graph, "SOLD_TO")["end"] is None and only(graph, "DENIED")["claim"] == "CONTRACT_ENDED"


def test_a_planned_end_closes_nothing(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, batch(claim("SOLD_TO", "Axo", "Ash Police"), claim("CONTRACT_ENDED", "Axo", "Ash Police", factuality="planned", date="2030")))
    assert only(graph, "SOLD_TO")["end"] is None and only(graph, "UNCONFIRMED")["claim"] == "CONTRACT_ENDED"


def test_a_repeal_gives_the_ban_its_end(tmp_path: Path) -> None:
    said = [
        claim("BANS_USE", "City of Ash", "face recognition", kind="ban", start="2020-12-17"),
        claim("BANS_USE", "City of Ash", "face recognition", start="2020-12-17", end="2022-07-21"),
    ]
    edge = only(graph_of(tmp_path, batch(*said)), "BANS_USE")
    assert (edge["start"], edge["end"], edge["kind"]) == ("2020-12-17", "2022-07-21", "ban")


def test_a_newer_wording_of_a_ban_holds_from_its_own_date(tmp_path: Path) -> None:
    said = [
        claim("BANS_SALE", "Axo", "police", product="face recognition", kind="moratorium", start="2020-06-10", end="2021-06-10", reported="2020-06-10"),
        claim("BANS_SALE", "Axo", "police", product="face recognition", kind="indefinite", start="2020-06-10", date="2021-05-18", reported="2021-05-20"),
    ]
    found = {e["kind"]: (e["start"], e["end"]) for e in edges(graph_of(tmp_path, batch(*said)), "BANS_SALE")}
    assert found == {"moratorium": ("2020-06-10", "2021-05-18"), "indefinite": ("2021-05-18", None)}


def test_a_fact_that_is_asserted_and_denied_is_disputed_and_keeps_both_edges(tmp_path: Path) -> None:
    said = [claim("USED_BY", "Axo", "Ash Police", start="2019-10", end="2020-07"), claim("USED_BY", "Axo", "Ash Police", polarity="denied", date="2020-01")]
    graph = graph_of(tmp_path, batch(*said))
    assert only(graph, "USED_BY")["disputed"] is True and edges(graph, "DENIED")


def test_a_denial_of_another_time_of_a_use_or_of_a_purpose_disputes_no_sale(tmp_path: Path) -> None:
    said = [
        claim("SOLD_TO", "Axo", "Ash Police", start="2021"),
        claim("SOLD_TO", "Axo", "Ash Police", polarity="denied", date="2018-11"),
        claim("USED_BY", "Axo", "Ash Police", polarity="denied"),
        claim("USED_BY", "Bly", "Ash Police"),
        claim("USED_BY", "Bly", "Ash Police", polarity="denied", purpose="immigration enforcement"),
    ]
    graph = graph_of(tmp_path, batch(*said))
    assert [e["disputed"] for e in edges(graph, "SOLD_TO", "USED_BY")] == [None, None]


def test_a_claim_that_waits_for_review_is_not_in_the_graph(tmp_path: Path) -> None:
    assert not edges(graph_of(tmp_path, batch(claim("SOLD_TO", "Axo", "Ash Police", decision="review"))), "SOLD_TO")


def test_claims_of_articles_are_nodes_and_those_of_records_stay_in_the_ledger(tmp_path: Path) -> None:
    said = [claim("SOLD_TO", "Axo", "Ash Police"), claim("SOLD_TO", "Axo", "Elm Police", document="r")]
    graph = graph_of(tmp_path, batch(*said, documents=(document("d1"), document("r", kind="record"))))
    assert graph.nodes["Claim"]["object"].to_pylist() == ["Ash Police"] and len(edges(graph, "SOLD_TO")) == 2 and len(graph.support) == 2


def test_an_agency_brings_its_classes_with_certainty_and_reason(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, batch(claim("SOLD_TO", "Axo", "Coast Bureau"), agency("Coast Bureau", "federal", "police")))
    found = {e["to_id"]: (e["certainty"], bool(e["reason"])) for e in edges(graph, "IN_CLASS")}
    assert found["customerclass:police"] == ("unclear", True) and found["customerclass:federal-agencies"] == ("yes", True)
    assert "customerclass:city-agencies" not in found


def test_reference_data_adds_superiors_and_technologies_but_not_what_nobody_speaks_of(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, batch(claim("SOLD_TO", "Amazon", "ICE", product="Rekognition", factuality="alleged")))
    assert (
        "Department of Homeland Security" in graph.nodes["Agency"]["name"].to_pylist() and "face recognition" in graph.nodes["Technology"]["name"].to_pylist()
    )
    assert len(graph.nodes["Company"]) == 1 and len(graph.nodes["Agency"]) < 5


ORDER = st.permutations([0, 1, 2, 3])


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ORDER, st.sampled_from([(), (0,), (2, 1)]))
def test_loads_in_any_order_twice_or_retracted_and_loaded_again_give_the_same_graph(tmp_path_factory: object, order: list[int], again: tuple[int, ...]) -> None:
    folder = tmp_path_factory.mktemp("order")  # type: ignore[attr-defined]
    parts = _parts()
    expected = graph_of(folder / "straight", *parts)
    found = graph_of(folder / "mixed", *(parts[i] for i in (*order, *again)))
    assert _rows(found) == _rows(expected)


def _parts() -> list[Batch]:
    whole = world()
    other = batch(
        claim("SOLD_TO", "Morvane", "Port Ellery Police Department", product="Morvane Iris Wall", date="2020-03", document="x"), documents=(document("x"),)
    )
    return [*(_one(whole, d.id) for d in whole.documents), other]


def _one(whole: Batch, id: str) -> Batch:
    claims: tuple[Claim, ...] = tuple(c for c in whole.claims if c.document == id)
    names = {n for c in claims for n in (c.subject, c.object, c.product)}
    entities = tuple(e for e in whole.entities if names & {e.name, *e.aliases})
    return Batch(documents=tuple(d for d in whole.documents if d.id == id), entities=entities, claims=claims)


def _rows(graph: Graph) -> dict[str, list[str]]:
    tables = {**graph.nodes, "edges": graph.edges, "support": graph.support}
    return {name: sorted(map(repr, table.to_pylist())) for name, table in tables.items()}
