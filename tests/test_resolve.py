from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from graph import reference
from graph.claims import Batch, Document
from graph.resolve import PRODUCT, Declared, Resolution, resolve
from tests.build import agency, batch, claim, document, edges, graph_of


def resolved(*lines: Declared, names: tuple[tuple[str, str], ...] = ()) -> Resolution:
    return resolve(lines, names, reference.load())


def line(label: str, name: str, *aliases: str, document: str = "d1", **properties: str) -> Declared:
    return Declared(document=document, label=label, name=name, aliases=aliases, properties=properties)


def test_an_alias_counts_in_other_documents_where_nothing_contradicts() -> None:
    found = resolved(line("Company", "Morvane Systems", "Old Morvane Works"), names=(("Company", "Old Morvane Works"),))
    assert found.everywhere["Company", "Old Morvane Works"] == "company:morvane-systems"


def test_an_acronym_counts_only_in_the_document_that_declares_it() -> None:
    found = resolved(
        line("Agency", "Metro Parks Division", "MPD", document="a"),
        line("Agency", "Milltown Police Department", "MPD", document="b"),
        names=(("Agency", "MPD"),),
    )
    assert found.id_of("Agency", "MPD", "a") == "agency:metro-parks-division"
    assert found.id_of("Agency", "MPD", "b") == "agency:milltown-police-department"
    assert found.id_of("Agency", "MPD", "c") not in {"agency:metro-parks-division", "agency:milltown-police-department"}


def test_an_alias_that_two_things_share_names_neither() -> None:
    found = resolved(
        line("Company", "North Optic", "Optic Works"), line("Company", "South Optic", "Optic Works", document="d2"), names=(("Company", "Optic Works"),)
    )
    assert found.everywhere["Company", "Optic Works"] == "company:optic-works"


def test_a_name_without_a_state_stays_unresolved_where_two_states_have_it() -> None:
    lines = [line("Agency", "Brookfall Police Department", jurisdiction=j, document=j) for j in ("US-IL", "US-MA")]
    found = resolved(*lines, names=(("Agency", "Brookfall Police Department"),))
    assert found.id_of("Agency", "Brookfall Police Department", "x") == "agency:brookfall-police-department"
    assert found.id_of("Agency", "Brookfall Police Department", "US-IL") == "agency:us-il:brookfall-police-department"


def test_the_reference_tables_know_the_former_name_and_the_acronym() -> None:
    found = resolved(
        names=(("Company", "Taser International"), ("Agency", "ICE"), ("Agency", "Immigration and Customs Enforcement"), (PRODUCT, "facial recognition"))
    )
    assert found.everywhere["Company", "Taser International"] == "company:axon"
    assert found.everywhere["Agency", "ICE"] == found.everywhere["Agency", "Immigration and Customs Enforcement"]
    assert found.everywhere[PRODUCT, "facial recognition"] == "technology:face-recognition"


def test_what_a_source_says_of_an_agency_beats_the_rule_from_its_name() -> None:
    found = resolved(line("Agency", "Harbour Police Museum", function="education"))
    assert found.things["agency:harbour-police-museum"].properties["function"] == "education"


def test_an_agency_of_which_nothing_is_said_is_classified_by_its_name() -> None:
    found = resolved(names=(("Agency", "Fennmoor County Sheriff's Office"), ("Agency", "Fennmoor Police Department"), ("Agency", "Fennmoor Circle")))
    assert found.things["agency:fennmoor-county-sheriffs-office"].properties == {"level": "county", "function": "sheriff"}
    assert found.things["agency:fennmoor-police-department"].properties == {"level": "municipal", "function": "police"}
    assert found.things["agency:fennmoor-circle"].properties == {}


LINES = st.lists(
    st.builds(
        line,
        st.sampled_from(["Company", "Agency"]),
        st.sampled_from(["Axo", "AXO Inc", "Bly Systems", "Bly", "Ash PD", "Ash Police Department"]),
        st.sampled_from(["Bly", "Axo Works", "APD"]),
        document=st.sampled_from(["d1", "d2"]),
        jurisdiction=st.sampled_from(["US-IL", "US-MA"]),
    ),
    max_size=6,
)


@given(LINES, st.randoms(use_true_random=False))
def test_the_order_of_entity_lines_never_matters(lines: list[Declared], random: object) -> None:
    shuffled = list(lines)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolved(*lines) == resolved(*shuffled)


def test_hostile_names_are_kept_as_data_and_merge_with_nothing(tmp_path: Path) -> None:
    names = ["Axo') DETACH DELETE n //", "<script>alert(1)</script>", "x" * 10_000, "‮oxA", "公安部", "\x07bell", "---", "Axo"]
    graph = graph_of(tmp_path, batch(*(claim("SOLD_TO", n, "Ash Police Department", quote=f"q{i}") for i, n in enumerate(names))))
    assert sorted(graph.nodes["Company"]["name"].to_pylist()) == sorted(names)
    assert len({e["from_id"] for e in edges(graph, "SOLD_TO")}) == len(names)


def test_retracting_the_only_document_that_declares_a_thing_forgets_it(tmp_path: Path) -> None:
    said = Batch(documents=(document(), document("d2")), entities=(agency("Ash Guard", "county", "sheriff"),), claims=(claim("SOLD_TO", "Axo", "Ash Guard"),))
    graph = graph_of(tmp_path, said, batch(Document(id="d1", title="empty now")))
    assert not len(graph.nodes["Agency"])


def test_a_body_whose_name_other_places_share_is_known_only_with_its_state() -> None:
    name = "Washington County Sheriff's Office"
    found = resolved(line("Agency", name, document="oregon", jurisdiction="US-OR"), names=(("Agency", name),))
    assert found.id_of("Agency", name, "oregon") == "agency:us-or:washington-county-sheriffs-office"
    assert found.id_of("Agency", name, "utah") == "agency:washington-county-sheriffs-office"
    alone = resolved(names=(("Agency", name), ("Agency", "Orlando Police Department")))
    assert alone.everywhere["Agency", name] == "agency:washington-county-sheriffs-office"
    assert alone.everywhere["Agency", "Orlando Police Department"] == "agency:us-fl:orlando-police-department"
