"""Who and what is named: by shape, by grammar and by votes, with vendors and agencies that no gazetteer knows."""

from __future__ import annotations

import pytest

from loaders.article import shapes, states
from loaders.article.gazetteer import Entry, Gazetteer
from tests.article.reading import names, page


def agencies(text: str) -> list[str]:
    return [s.name for s in shapes.agencies(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Harlow Bay Police Department said so.", "Harlow Bay Police Department"),
        ("It went to Merrow County Sheriff’s Office.", "Merrow County Sheriff’s Office"),
        ("Immigration and Customs Control Agency officers came.", "Immigration and Customs Control Agency"),
        ("The Department of Border Integrity denied it.", "Department of Border Integrity"),
        ("The Board of Education of Linden Marais met.", "Board of Education of Linden Marais"),
        ("The Bureau of Community Safety of Port Ferrand signed.", "Bureau of Community Safety of Port Ferrand"),
        ("The Landeskriminalamt Nordmark tested it.", "Landeskriminalamt Nordmark"),
        ("Dunmere police tested it.", "Dunmere police"),
        ("The police in Dunmere tested it.", "Dunmere police"),
        ("The city council of Pinecrest met.", "Pinecrest City Council"),
        ("Transport for Merrowdale bought it.", "Transport for Merrowdale"),
        ("The Sheriff of Nettle Bay signed.", "Sheriff of Nettle Bay"),
        ("Uganda's interior ministry signed.", "Uganda's interior ministry"),
        ("Kenya’s transport and safety authority signed.", "Kenya’s transport and safety authority"),
        ("The Dutch tax agency signed.", "Dutch tax agency"),
        ("It was sold to Kisiwa county.", "Kisiwa County"),
        ("Merrow's transit authority bought it.", "Merrow Transit Authority"),
    ],
)
def test_a_public_body_is_known_by_the_form_of_its_name(text: str, name: str) -> None:
    assert agencies(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "The Assistant City Manager explained it.",
        "Dutch police were at the door.",
        "Some police departments use it.",
        "Ex-Bratton Police chief Lou Ferrante left.",
        "The County Attorney spoke.",
    ],
)
def test_offices_classes_and_people_are_no_bodies(text: str) -> None:
    assert agencies(text) == []


def test_a_head_that_every_town_has_is_no_name() -> None:
    assert [s.bare for s in shapes.agencies("The Police Department bought it from the Harlow Police Department.")] == [True, False]


@pytest.mark.parametrize(
    "words",
    ["face recognition", "live facial recognition", "licence plate readers", "body-worn cameras", "cell-site simulators", "gunshot detection", "drones"],
)
def test_technologies_are_known_by_their_words(words: str) -> None:
    assert [s.name for s in shapes.technologies(f"They bought {words} in May.")] == [words]


def test_of_two_classes_that_overlap_the_longer_is_meant() -> None:
    assert [s.name for s in shapes.classes("It will not sell to any law enforcement agency.")] == ["law enforcement"]


@pytest.mark.parametrize(("acronym", "name", "fits"), [("FOMC", "Federal Office for Migration Control", True), ("FOMC", "Bureau of Mines", False)])
def test_an_acronym_stands_for_the_capitals_of_a_name(acronym: str, name: str, fits: bool) -> None:
    assert shapes.stands_for(acronym, name) is fits


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Castellan, a maker of face recognition software, said no.", ("Company", "Castellan")),
        ("The vendor Quillon said no.", ("Company", "Quillon")),
        ("Quillon sells drones to the police.", ("Company", "Quillon")),
        ("The drones were bought from Helioscan.", ("Company", "Helioscan")),
        ("Starwake Recognition declined to comment.", ("Company", "Starwake Recognition")),
        ("Ooghoek B.V. declined to comment.", ("Company", "Ooghoek")),
        ("Officers use a dashboard called Weft.", ("Product", "Weft")),
        ("Mayor Dolores Finch signed.", ("Person", "Dolores Finch")),
        ("Dolores Finch, who runs the firm, signed.", ("Person", "Dolores Finch")),
        ("The Boise company left.", ("Place", "Boise")),
        ("Merrow’s city council met.", ("Place", "Merrow")),
        ("Bostock, Massachusetts, met.", ("Place", "Bostock")),
    ],
)
def test_what_a_name_is_follows_from_the_words_around_it(text: str, wanted: tuple[str, str]) -> None:
    assert wanted in names(text)


def test_a_name_has_one_type_in_a_document() -> None:
    found = {m.type for m in page("Quillon is a vendor of drones.\n\nQuillon said no. Nobody spoke for Quillon.").mentions if m.name == "Quillon"}
    assert found == {"Company"}


def test_the_gazetteer_is_only_one_voice() -> None:
    known = Gazetteer(entries={"oakmere": (Entry(type="Company", name="Oakmere"),)})
    assert ("Company", "Oakmere") in names("Oakmere said no.", known)
    assert ("Agency", "City of Oakmere") in names("The city of Oakmere said no.", known)


def test_short_forms_and_acronyms_go_under_the_full_name() -> None:
    text = (
        "Castellan AI sold cameras to the Federal Office for Migration Control (FOMC). Castellan said that the FOMC had paid. "
        "Its founder, Ann Smith, left. Smith did not say why."
    )
    found = page(text)
    assert {m.name for m in found.mentions if m.type == "Company"} == {"Castellan AI"}
    assert {m.name for m in found.mentions if m.type == "Agency"} == {"Federal Office for Migration Control"}
    assert {m.name for m in found.mentions if m.type == "Person"} == {"Ann Smith"}
    assert "FOMC" in found.aliases["Agency", "Federal Office for Migration Control"]


def test_a_legal_form_is_not_part_of_the_name_but_stays_an_alias() -> None:
    found = page("Hearken Systems, Inc. sells drones to the police.")
    assert found.aliases["Company", "Hearken Systems"] == ("Hearken Systems, Inc.",)


def test_words_for_one_technology_have_one_name_in_a_document() -> None:
    text = "They use facial recognition. The face recognition software is old. Facial recognition is banned elsewhere."
    assert {m.name for m in page(text).mentions if m.type == "Technology"} == {"facial recognition"}


def test_a_town_keeps_its_state_where_the_state_labels_it_or_others_have_its_name() -> None:
    assert ("Place", "Oakmere") in names("Oakmere, Illinois, banned face recognition.")
    assert ("Place", "Portland, Oregon") in names("Portland, Oregon, banned face recognition.")
    rows = "Bans on face recognition:\n\nOakmere, Illinois: May 2019\n\nBostock, Ohio: June 2019"
    assert {n for t, n in names(rows) if t == "Place"} >= {"Oakmere, Illinois", "Bostock, Ohio"}


@pytest.mark.parametrize(("words", "state"), [("Oregon", True), ("Mass.", True), ("MA", True), ("New Hampshire", True), ("Me", False), ("Oakmere", False)])
def test_states_are_known_in_full_and_shortened(words: str, state: bool) -> None:
    assert states.is_state(words) is state
