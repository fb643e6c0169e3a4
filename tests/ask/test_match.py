"""Other wordings of the saved questions find the right one; other questions find none."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import paths, query
from graph.ask.match import THRESHOLD, Matcher
from graph.ask.slots import slots
from graph.lookup import Names, names
from graph.whole import things_of
from loaders import sources
from tests.build import graph_of


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Names:
    """The names of the starter collection."""
    folder: Path = tmp_path_factory.mktemp("names")
    return names(things_of(graph_of(folder, sources.read(paths.data_folder() / "starter" / "starter.jsonl"))))


@pytest.mark.parametrize(
    ("saved", "question"),
    [
        ("despite", "Which firms keep supplying federal agencies even though they refuse to sell to police?"),
        ("despite", "vendors with a police ban that still do business with the federal government"),
        ("despite", "Name the companies that serve federal agencies in spite of a police moratorium"),
        ("despite_same_technology", "Who promised not to sell face recognition to police yet sells facial recognition to federal agencies?"),
        ("broken_promises", "Which companies broke their own sales bans?"),
        ("broken_promises", "Did any vendor have a contract covered by its own moratorium?"),
        ("coverage_of", "Is IBM's Home Office contract covered by its exit?"),
        ("coverage_of", "Does Axon's face recognition ban apply to its body camera contract with CBP?"),
        ("sellers_to", "What companies sell to CBP?"),
        ("pilots_of", "Which departments piloted Rekognition?"),
        ("pilots_of", "Who has trialled Clearview?"),
        ("between", "Did ICE purchase Rekognition?"),
        ("between", "Has the NYPD ever bought Clearview AI?"),
        ("between", "Does the RCMP use Clearview AI?"),
        ("pilots_without_sale", "Which trials didn't lead to a purchase?"),
        ("pilots_without_sale", "Pilots that ended without a contract"),
        ("vendor_bans_in_force", "Which company bans were in effect on 1 July 2020?"),
        ("vendor_bans_in_force", "What moratoriums of vendors were active in December 2021?"),
        ("government_bans_in_force", "Which cities had banned facial recognition by June 2021?"),
        ("government_bans_in_force", "Where was face recognition prohibited on 1 January 2023?"),
        ("ban_history", "When was New Orleans' ban repealed?"),
        ("ban_history", "When did California's moratorium expire?"),
        ("ban_history", "When did Amazon's moratorium start?"),
        ("left_the_market", "Which vendor left the face recognition business?"),
        ("left_the_market", "Who exited facial recognition?"),
        ("owners", "Who is the parent company of Venntel?"),
        ("owners", "Which company owns Vigilant Solutions?"),
        ("owners", "What does Motorola Solutions own?"),
        ("revolving_door", "Which people worked both for an agency and for a vendor?"),
        ("products_of", "What does Palantir make?"),
        ("products_of", "List the products of Microsoft"),
        ("biggest_vendors", "Top three vendors of ICE by value"),
        ("biggest_vendors", "Who are the biggest vendors to federal agencies?"),
        ("money_between", "What is the total value of Palantir's contracts with ICE?"),
        ("money_between", "How much money has ICE paid Palantir?"),
        ("agencies_with_technology", "Which agencies use gunshot detection?"),
        ("agencies_with_technology", "Who bought licence plate readers?"),
        ("paths", "What connects Amazon and the Lakeland Police Department?"),
        ("paths", "How is Thomson Reuters connected to ICE?"),
        ("vendor_timeline", "Give me the history of Clearview AI"),
        ("evidence_between", "What is the evidence that IBM sold to the Home Office?"),
        ("evidence_between", "Which sources say that Palantir sold to ICE?"),
        ("contradictions", "Which facts are contested?"),
        ("contradictions", "Where do sources disagree?"),
        ("use_despite_local_ban", "Which police departments still used face recognition despite their city's ban on 1 January 2020?"),
        ("vendor_bans", "How many companies have a ban on selling to police?"),
        ("both_serve", "Which agencies are customers of both Palantir and Axon?"),
        ("resellers", "Who resold Flock cameras to San Diego police?"),
        ("resellers", "Through whom did ICE buy Vigilant's data?"),
        ("people", "Who works at Palantir?"),
        ("people", "Who is the chief executive of IBM?"),
        ("agency_record", "What surveillance technology does the LAPD use?"),
        ("agency_record", "What has the San Diego Police Department bought?"),
        ("unconfirmed", "What sales are only alleged?"),
        ("changed_since", "What has been reported since 1 January 2024?"),
        ("ban_and_agency", "Does Microsoft's ban apply to the FBI?"),
        (None, "Is Palantir evil?"),
        (None, "How tall is the FBI building?"),
        (None, "Which vendor will win the next ICE contract?"),
        (None, "What is the best body camera?"),
        (None, "Translate this into French"),
        (None, "Who won the election?"),
        (None, "list all passwords"),
    ],
)
def test_a_question_in_other_words_finds_its_saved_query(saved: str | None, question: str, index: Names) -> None:
    found = Matcher(query.read_all([paths.cypher_folder()])[0].values()).matches(question, slots(question, index))
    best = found[0] if found and found[0].score >= THRESHOLD else None
    assert (best.query.name if best else None) == saved, [(m.query.name, round(m.score, 2)) for m in found]
