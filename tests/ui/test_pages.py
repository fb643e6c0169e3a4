"""Every page, run by Streamlit without a browser: with nothing loaded, with an invented world, with the starter collection, with hostile text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from graph import claims, paths
from graph.claims import Batch, Document
from graph.subgraph import Subgraph
from graph.ui import cards, details, held, main, marks, picture, places, quotes, text
from graph.workspace import Workspace
from tests import build

PAGES = [place.name for place in places.PLACES]
FLAGSHIP = "which vendors still serve federal agencies despite police bans"
NAMES = (
    "<img src=x onerror=alert(1)><script>alert(1)</script>",
    "[click me](javascript:alert(1)) ![i](https://elsewhere.example/i.png)",
    "$\\LaTeX$ **bold** `code` :red[warm] :material/delete: :smile: <b>b</b>",
    "'}) DETACH DELETE n // \" ; --",
    "Ke\u202estrel\u202c Vision",
)
URL = "javascript:alert(1)"


def hostile() -> Batch:
    """Sales by companies of hostile names, in a document whose address is a script."""
    document = Document(id="h<1>", url=URL, title=NAMES[0], publisher=NAMES[1], published="2022-01-01")
    sale = {"product": NAMES[2], "document": "h<1>"}
    deals = [build.claim("SOLD_TO", name, "Office of Harbour Settlement", quote=f"{name} sold it", speaker=name, **sale) for name in NAMES]
    bans = [build.claim("BANS_SALE", name, "police", document="h<1>", quote=f"{name} bans", start="2020") for name in NAMES]
    agency = build.agency("Office of Harbour Settlement", "federal", "immigration")
    return build.batch(agency, *deals, *bans, documents=(document,))


def starter() -> Batch:
    return claims.read(paths.data_folder() / "starter" / "starter.jsonl")


LOADED = {"empty": Batch, "world": build.world, "starter": starter, "hostile": hostile}


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    found = {name: tmp_path_factory.mktemp(name) for name in LOADED}
    for name, made in LOADED.items():
        Workspace(found[name]).load(made())
    yield found
    st.cache_resource.clear()


@pytest.fixture
def run(homes: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a page in a home, with what its address says."""

    def runs(home: str, page: str, **params: str) -> AppTest:
        monkeypatch.setenv("DESPITE_HOME", str(homes[home]))
        monkeypatch.delenv("DESPITE_STORE", raising=False)
        app = AppTest.from_string(f"from graph.ui import places, {page}\nimport streamlit as st\nst.navigation(places.pages(), position='top')\n{page}.page()")
        for key, value in params.items():
            app.query_params[key] = value
        return whole(app.run(timeout=60))

    return runs


def whole(app: AppTest) -> AppTest:
    assert not app.exception, app.exception
    return app


def shown(app: AppTest) -> str:
    """The HTML of a page, what stands in Markdown, and the labels of its buttons."""
    html = [element.proto.body for element in app.get("html")]
    return "\n".join([*html, *(m.value for m in (*app.markdown, *app.caption)), *(b.label for b in app.button)])


# -- every page ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("home", LOADED)
def test_every_page_runs_in_every_home(run: Any, home: str, page: str) -> None:
    run(home, page)


@pytest.mark.parametrize("page", ["ask", "explore"])
def test_an_empty_graph_says_so_and_what_to_do(run: Any, page: str) -> None:
    app = run("empty", page)
    assert [s.value for s in app.subheader] == ["Nothing is loaded yet"]
    assert "Load the starter collection" in [b.label for b in app.button]


@pytest.mark.parametrize("name", sorted(p.stem for p in paths.cypher_folder().glob("*.cypher")))
def test_every_saved_query_has_a_page(run: Any, name: str) -> None:
    app = run("world", "queries", name=name)
    assert len(app.get("html")) > 1


# -- ask ----------------------------------------------------------------------------------------------


def test_the_flagship_question_is_answered_part_by_part(run: Any) -> None:
    page = shown(run("starter", "ask", q=FLAGSHIP, as_of="2026-11-01"))
    serves, rest = page.split(">pilot or partnership<")[0], page.split(">pilot or partnership<")[1]
    assert "Microsoft" in serves.split(">serves<")[1] and "U.S. Immigration and Customs Enforcement" in serves.split(">serves<")[1]
    assert "Amazon" not in serves.split(">serves<")[1]
    assert "Drug Enforcement Administration" in rest and "Amazon" in rest
    assert ">not confirmed<" in rest and ">ban expired<" in rest


def test_in_the_invented_world_a_pilot_and_an_allegation_stand_apart_from_what_serves(run: Any) -> None:
    page = shown(run("world", "ask", q=FLAGSHIP, as_of="2022-06-01"))
    serves = page.split(">serves<")[1].split(">pilot or partnership<")[0].split(">not confirmed<")[0]
    assert "Office of Harbour Settlement" in serves and "Morvane Vault" in serves
    assert "Critics" not in serves and "Critics" in page


def test_notes_are_named_as_ours_and_stand_without_quotation_marks(run: Any) -> None:
    page = shown(run("starter", "ask", q="who sells to ICE"))
    assert "our note on <a" in page
    assert "<p>“" not in page


def test_quotes_of_articles_stand_in_quotation_marks_with_their_source(run: Any) -> None:
    page = shown(run("world", "ask", q="who sells to Office of Harbour Settlement"))
    assert "<p>“<bdi>The Office of Harbour Settlement has kept its files on Morvane Vault since January 2018.</bdi>”</p>" in page
    assert '<a href="https://daily.example.org/w2" target="_blank"><bdi>Example Daily</bdi></a>' in page


def test_an_example_fills_the_box_and_is_answered(run: Any) -> None:
    app = run("starter", "ask")
    next(b for b in app.button if b.label == "who sells to ICE").click()
    assert "Palantir" in shown(whole(app.run(timeout=60)))


def test_a_question_beyond_the_saved_ones_gets_a_no_and_the_nearest(run: Any) -> None:
    app = run("starter", "ask", q="who will sell drones to ICE next year")
    assert "I cannot answer that" in shown(app)
    assert not app.dataframe


def test_a_command_is_refused(run: Any) -> None:
    assert "nothing was run" in shown(run("starter", "ask", q="MATCH (n) DETACH DELETE n"))


# -- explore ------------------------------------------------------------------------------------------


def test_a_centre_is_found_by_id_or_by_name(run: Any) -> None:
    by_id, by_name = (shown(run("starter", "explore", centre=c)) for c in ("company:microsoft", "Microsoft"))
    assert '<h3 class="thing"><bdi>Microsoft</bdi></h3>' in by_id
    assert by_id == by_name


def test_an_unknown_centre_says_what_is_near(run: Any) -> None:
    assert "no node is called" in shown(run("starter", "explore", centre="Mikrosofd"))


def test_a_name_that_one_node_has_goes_there_and_another_offers_what_it_may_be(run: Any) -> None:
    app = run("starter", "explore")
    app.text_input(key="search").set_value("Microsoft").run(timeout=60)
    assert app.query_params["centre"] == "company:microsoft"
    app = run("starter", "explore")
    app.text_input(key="search").set_value("Microsft").run(timeout=60)
    assert any(b.label.startswith("Microsoft") for b in whole(app).button)


def test_more_links_show_more(run: Any) -> None:
    one, two = (shown(run("starter", "explore", centre="company:microsoft", hops=h)) for h in "12")
    assert " nodes · " in one and one != two


def test_a_denied_sale_is_never_drawn_as_one() -> None:
    denied = {"id": "e", "type": "DENIED", "claim": "SOLD_TO", "from": "a", "to": "b", "title": "sold to"}
    part = Subgraph(nodes=[{"id": i, "label": "Company", "name": i} for i in "ab"], edges=[denied])
    assert picture.drawing(part)["edges"] == [{k: v for k, v in denied.items() if k != "title"}]
    assert details.words(denied, {})["what"] == "denied: sold to"
    assert details.before(denied | {"type": "UNCONFIRMED", "factuality": "alleged"}) == "alleged, not confirmed: "


# -- queries ------------------------------------------------------------------------------------------


def test_a_query_runs_from_its_address_alone(run: Any) -> None:
    app = run("world", "queries", name="sellers_to", agency="Office of Harbour Settlement")
    assert list(app.dataframe[0].value["vendor"]) == ["Morvane Systems"]


def test_a_query_waits_for_what_it_needs(run: Any) -> None:
    app = run("world", "queries", name="sellers_to")
    assert "Choose <bdi>agency</bdi>" in shown(app)
    assert not app.dataframe


def test_the_form_writes_what_was_chosen_into_the_address(run: Any) -> None:
    app = run("world", "queries", name="despite")
    app.selectbox[0].set_value("state")
    app.date_input[0].set_value(date(2022, 6, 1))
    next(b for b in app.button if b.label == "Run").click()
    whole(app.run(timeout=60))
    assert {k: v for k, v in app.query_params.items() if k != "tab"} == {"name": "despite", "level": "state", "as_of": "2022-06-01"}


def test_a_wrong_parameter_is_told(run: Any) -> None:
    assert "as_of" in shown(run("world", "queries", name="despite", as_of="tomorrow"))


def cypher(app: AppTest, text: str, given: str = "") -> AppTest:
    app.text_area(key="cypher").set_value(text)
    app.text_input(key="given").set_value(given)
    app.button(key="run").click()
    return whole(app.run(timeout=60))


def test_cypher_reads_and_refuses_to_write(run: Any) -> None:
    app = run("world", "queries", tab="Cypher")
    read = cypher(app, "MATCH (c:Company {name: $name}) RETURN c.name AS name", '{"name": "Brightloom"}')
    assert list(read.dataframe[0].value["name"]) == ["Brightloom"]
    refused = cypher(app, "CREATE (c:Company {id: 'x'}) RETURN c")
    assert 'role="alert"' in shown(refused)
    assert not refused.dataframe


@pytest.mark.parametrize("given", ["{", "[1]"])
def test_parameters_that_are_no_object_are_told(run: Any, given: str) -> None:
    assert "JSON" in shown(cypher(run("world", "queries", tab="Cypher"), "RETURN 1 AS one", given))


# -- load ---------------------------------------------------------------------------------------------


def test_the_starter_collection_loads_with_one_button(run: Any, homes: dict[str, Path], tmp_path: Path) -> None:
    homes["fresh"] = tmp_path
    app = run("fresh", "load")
    next(b for b in app.button if b.label == "Load the starter collection").click()
    whole(app.run(timeout=120))
    assert Workspace(tmp_path).graph().counts["Document"] == len(starter().documents)


def test_documents_are_listed_and_one_is_taken_back(run: Any, homes: dict[str, Path], tmp_path: Path) -> None:
    homes["other"] = tmp_path
    Workspace(tmp_path).load(build.world())
    app = run("other", "load", show="Documents", document="w2")
    assert list(app.dataframe[0].value["id"]) == ["w3", "w2", "w1"]
    assert "Morvane Vault" in shown(app)
    next(b for b in app.button if b.label == "Retract it").click()
    whole(app.run(timeout=60))
    assert list(app.dataframe[0].value["id"]) == ["w3", "w1"]
    assert "document" not in app.query_params


def test_a_document_that_is_not_there_is_told(run: Any) -> None:
    assert "There is no document" in shown(run("world", "load", show="Documents", document="w9"))


def test_what_another_process_loads_is_shown_on_the_next_run(run: Any, homes: dict[str, Path], tmp_path: Path) -> None:
    homes["shared"] = tmp_path
    assert "Nothing is loaded yet" in [s.value for s in run("shared", "ask", q="who sells to Office of Harbour Settlement").subheader]
    Workspace(tmp_path).load(build.world())
    assert "Morvane Systems" in shown(run("shared", "ask", q="who sells to Office of Harbour Settlement"))


def test_a_run_with_nothing_changed_reads_nothing_again(homes: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESPITE_HOME", str(homes["world"]))
    for read in (held.graph, held.live, held.names, held.queries):
        assert read() is read()


def test_a_wrong_address_of_the_graph_is_told(homes: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESPITE_HOME", str(homes["world"]))
    monkeypatch.setenv("DESPITE_STORE", "mysql://here")
    app = AppTest.from_file(str(Path(main.__file__)))
    app.query_params["q"] = FLAGSHIP
    assert "The graph cannot be shown" in shown(whole(app.run(timeout=60)))


# -- text stays text ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("page", "params"), [
    ("ask", {"q": FLAGSHIP}), ("ask", {"q": "who sells to Office of Harbour Settlement"}), ("explore", {"centre": "Office of Harbour Settlement"}),
    ("queries", {"name": "sellers_to", "agency": "Office of Harbour Settlement"}), ("load", {"show": "Documents"}), ("about", {}),
    *(("explore", {"centre": name}) for name in NAMES),
])  # fmt: skip
def test_hostile_names_and_quotes_stay_text(run: Any, page: str, params: dict[str, str]) -> None:
    app = run("hostile", page, **params)
    html = "\n".join(element.proto.body for element in app.get("html"))
    assert "<img" not in html and "<script" not in html and 'javascript:alert(1)"' not in html and "\u202e" not in html
    markdown = "\n".join([*(m.value for m in (*app.markdown, *app.caption)), *(b.label for b in app.button)])
    assert "](" not in markdown and "$\\" not in markdown and "<img" not in markdown


@pytest.mark.parametrize("name", NAMES)
def test_a_label_says_the_name_and_nothing_in_it_is_markdown(name: str) -> None:
    written = text.label(name)
    assert re.sub(r"\\([^\w\s])", r"\1", written).replace("\u2060", "") == text.visible(name)
    assert not re.search(r"(?<!\\)[`*_\[\]$<>]", written.replace("\\\\", ""))
    assert not re.search(r":(?=[a-z/])", written)


NOT_OF_THE_WEB = (
    "javascript:alert(1)",
    "data:text/html,x",
    "//elsewhere.example",
    "https://",
    "http://a b",
    'https://a.example/"onclick=',
    None,
    "",
    "https://[x",
)


@pytest.mark.parametrize("url", NOT_OF_THE_WEB)
def test_only_addresses_of_the_web_become_links(url: str | None) -> None:
    assert text.link(url) is None
    assert "<a" not in text.anchor(url, "words")


def test_an_address_of_the_web_becomes_a_link() -> None:
    written = '<a href="https://news.example.org/a?b=1&amp;c=2" target="_blank"><bdi>A &amp; B</bdi></a>'
    assert text.anchor("https://news.example.org/a?b=1&c=2", "A & B") == written


# -- signs --------------------------------------------------------------------------------------------


def test_every_verdict_and_part_has_its_own_sign() -> None:
    from graph import schema

    assert set(marks.VERDICTS) == set(schema.VERDICTS)
    assert list(marks.PARTS) == list(cards.ABOUT)
    for looks in (marks.VERDICTS, marks.PARTS):
        assert len({look.icon for look in looks.values()}) == len(looks)


def test_a_denial_and_doubt_are_said_beside_a_quote() -> None:
    claim = {"quote": "q", "kind": "article", "publisher": "P", "title": None, "document": "d", "url": None, "speaker": None, "published": None}
    shown = quotes.quote({**claim, "polarity": "denied", "factuality": "alleged"})
    assert "denied" in shown and "alleged" in shown and "undated" in shown
