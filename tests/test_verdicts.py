"""Which deals a ban is held against, in small worlds and in the shared one."""

from __future__ import annotations

from pathlib import Path

from graph import claims
from graph.claims import Claim
from tests.build import agency, batch, claim, graph_of, shared, verdicts, world

FACE = {"product": "face recognition"}


def sale(vendor: str = "Axo", buyer: str = "Ash Police Department", **more: str) -> Claim:
    return claim("SOLD_TO", vendor, buyer, **{**FACE, "start": "2021", **more})


def ban(vendor: str = "Axo", whom: str = "police", **more: object) -> Claim:
    return claim("BANS_SALE", vendor, whom, **{**FACE, "start": "2020-06", "kind": "ban", **more})


def verdict(tmp_path: Path, *records: object, key: tuple[str, str, str] = ("Axo", "Axo", "Ash Police Department")) -> str | None:
    found = verdicts(graph_of(tmp_path, batch(*records)))  # type: ignore[arg-type]
    return found[key]["verdict"] if key in found else None


def test_a_ban_on_sales_to_police_reaches_a_city_police_department(tmp_path: Path) -> None:
    assert verdict(tmp_path, ban(), sale()) == "covered"


def test_whether_police_means_a_federal_police_body_is_unclear_and_an_immigration_body_is_none(tmp_path: Path) -> None:
    bodies = [agency("Coast Bureau", "federal", "police"), agency("Harbour Office", "federal", "immigration")]
    found = verdicts(graph_of(tmp_path, batch(ban(), sale(buyer="Coast Bureau"), sale(buyer="Harbour Office"), *bodies)))
    assert found["Axo", "Axo", "Coast Bureau"]["verdict"] == "unclear"
    assert found["Axo", "Axo", "Harbour Office"]["verdict"] == "not covered" and "not one of them" in found["Axo", "Axo", "Harbour Office"]["reason"]


def test_a_body_of_which_nothing_is_known_is_unclear(tmp_path: Path) -> None:
    assert verdict(tmp_path, ban(), sale(buyer="Fennmoor Circle"), key=("Axo", "Axo", "Fennmoor Circle")) == "unclear"


def test_law_enforcement_contains_police(tmp_path: Path) -> None:
    assert verdict(tmp_path, ban(whom="law enforcement"), sale()) == "covered"


def test_an_exempt_body_is_exempt(tmp_path: Path) -> None:
    assert verdict(tmp_path, ban(exempts=("Ash Police Department",)), sale()) == "exempt"


def test_a_considered_ban_or_a_denied_one_is_held_against_nothing(tmp_path: Path) -> None:
    assert verdict(tmp_path / "a", ban(factuality="considered"), sale()) is None
    assert verdict(tmp_path / "b", ban(polarity="denied"), sale()) is None


def test_a_denied_sale_gets_no_verdict_and_an_alleged_one_is_shown_as_alleged(tmp_path: Path) -> None:
    assert verdict(tmp_path / "a", ban(), sale(polarity="denied")) is None
    found = verdicts(graph_of(tmp_path / "b", batch(ban(), sale(factuality="alleged"))))
    row = found["Axo", "Axo", "Ash Police Department"]
    assert (row["verdict"], row["serves"], row["deal_factuality"]) == ("covered", False, "alleged")


def test_a_parents_ban_reaches_its_daughter_and_not_the_other_way(tmp_path: Path) -> None:
    owns = claim("OWNS", "Axo", "Bly", start="2019")
    assert verdict(tmp_path / "a", owns, ban(), sale("Bly"), key=("Axo", "Bly", "Ash Police Department")) == "covered"
    assert verdict(tmp_path / "b", owns, ban("Bly"), sale("Axo"), key=("Bly", "Axo", "Ash Police Department")) is None


def test_a_daughter_sold_before_the_ban_is_not_reached(tmp_path: Path) -> None:
    owns = claim("OWNS", "Axo", "Bly", start="2015", end="2018")
    assert verdict(tmp_path, owns, ban(), sale("Bly", start="2016"), key=("Axo", "Bly", "Ash Police Department")) == "not covered"


def test_a_makers_ban_against_a_resellers_sale_is_unclear_with_that_reason(tmp_path: Path) -> None:
    made = [claim("MAKES", "Axo", "Eye"), claim("OF_TECHNOLOGY", "Eye", "face recognition")]
    found = verdicts(graph_of(tmp_path, batch(*made, ban(), sale("Shopco", product="Eye"))))
    row = found["Axo", "Shopco", "Ash Police Department"]
    assert row["verdict"] == "unclear" and "Shopco sells what Axo makes" in row["reason"]


def test_a_moratorium_whose_end_is_not_known_surely_holds_at_its_start_only(tmp_path: Path) -> None:
    assert verdict(tmp_path / "a", ban(kind="moratorium", start="2020-06-01"), sale()) == "unclear"
    assert verdict(tmp_path / "b", ban(kind="moratorium", start="2020-06-01"), sale(start="2019")) == "covered"


CITY = [
    agency("City of Ash", "municipal", "government", "US-ME", place="Ash"), agency("Ash Police Department", "municipal", "police", "US-ME", place="Ash"),
    agency("State of Elm", "state", "government", "US-ME"), agency("Elm Troopers", "state", "police", "US-ME"),
    agency("Coast Bureau", "federal", "police", "US", place="Ash"),
]  # fmt: skip


def use_ban(issuer: str, **more: str) -> Claim:
    return claim("BANS_USE", issuer, "face recognition", kind="ban", start="2020-01", **more)


def test_a_city_binds_its_police_and_never_a_federal_office_there(tmp_path: Path) -> None:
    found = verdicts(graph_of(tmp_path, batch(*CITY, use_ban("City of Ash"), sale(), sale(buyer="Coast Bureau"))))
    assert found["City of Ash", "Axo", "Ash Police Department"]["verdict"] == "covered" and ("City of Ash", "Axo", "Coast Bureau") not in found


def test_a_state_binds_its_troopers_and_its_cities_only_if_it_says_so(tmp_path: Path) -> None:
    found = verdicts(graph_of(tmp_path / "a", batch(*CITY, use_ban("State of Elm"), sale(), sale(buyer="Elm Troopers"))))
    assert found["State of Elm", "Axo", "Elm Troopers"]["verdict"] == "covered"
    assert found["State of Elm", "Axo", "Ash Police Department"]["verdict"] == "unclear"
    said = verdicts(graph_of(tmp_path / "b", batch(*CITY, use_ban("State of Elm", applies_to="police"), sale(), sale(buyer="Coast Bureau"))))
    assert said["State of Elm", "Axo", "Ash Police Department"]["verdict"] == "covered" and ("State of Elm", "Axo", "Coast Bureau") not in said


def test_a_ban_of_one_vendor_is_held_against_its_deals_alone(tmp_path: Path) -> None:
    forbid = claim("BANS_USE", "City of Ash", "Axo", object_type="Company", start="2020")
    found = verdicts(graph_of(tmp_path, batch(*CITY, forbid, sale(), sale("Bly"))))
    assert found["City of Ash", "Axo", "Ash Police Department"]["verdict"] == "covered" and ("City of Ash", "Bly", "Ash Police Department") not in found


def test_the_sample_world_comes_out_as_it_was_meant(tmp_path: Path) -> None:
    rows = graph_of(tmp_path, world()).nodes["Coverage"].to_pylist()
    found = {(v["issuer"], v["agency"], v["deal_factuality"], v["deal_type"]): (v["verdict"], v["timing"]) for v in rows}
    assert found == {
        ("Morvane Systems", "Port Ellery Police Department", "actual", "SOLD_TO"): ("covered", "before"),
        ("Morvane Systems", "Bureau of Coastal Inquiry", "actual", "PILOTED_BY"): ("not covered", "before"),
        ("Morvane Systems", "Office of Harbour Settlement", "actual", "SOLD_TO"): ("not covered", "before"),
        ("Morvane Systems", "Office of Harbour Settlement", "alleged", "SOLD_TO"): ("not covered", "unclear"),
        ("City of Port Ellery", "Port Ellery Police Department", "actual", "SOLD_TO"): ("covered", "before"),
        ("City of Port Ellery", "City of Port Ellery", "actual", "SOLD_TO"): ("covered", "before"),
        ("Morvane Systems", "City of Port Ellery", "actual", "SOLD_TO"): ("not covered", "during"),
    }


def test_the_scope_cases_of_the_shared_world(tmp_path: Path) -> None:
    rows = graph_of(tmp_path, claims.read(shared() / "gold" / "questions" / "dev_graph.jsonl")).nodes["Coverage"].to_pylist()
    found = {(v["issuer"], v["agency"], v["ban_start"], v["deal_start"]): v["verdict"] for v in rows}
    assert found["IBM", "Home Office", "2020-06-08", "2023-08"] == "covered"
    assert found["Axon", "U.S. Customs and Border Protection", "2019-06-27", "2021-08"] == "not covered"
    assert found["Microsoft", "U.S. Immigration and Customs Enforcement", "2020-06-11", "2018-01"] == "not covered"
    assert found["Microsoft", "Drug Enforcement Administration", "2020-06-11", "2017-09/2018-12"] == "unclear"
    assert found["City and County of San Francisco", "San Francisco Police Department", "2019-05-14", "2017"] == "covered"
    assert {v for k, v in found.items() if k[:2] == ("Amazon", "U.S. Immigration and Customs Enforcement")} == {"not covered"}
