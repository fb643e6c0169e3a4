"""The graph component in a real browser, and the rules behind it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from graph import schema
from graph.ui.network import bundle
from graph.ui.network.drawing import Drawing, draw, family, vocabulary
from graph.ui.network.selection import Selection, after
from tests.browser import Chromium, browser, served
from tests.ui.graphs import HOSTILE, graph

CY = "document.querySelector('[data-testid=stBidiComponentIsolated]').shadowRoot.querySelector('.canvas')._cyreg.cy"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with served(Path(__file__).parent / "network_page.py") as url:
        yield url


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    with browser() as running:
        yield running


def ready(page: Page) -> Page:
    page.wait_for_selector(".network[data-state=ready]")
    settle(page)
    return page


def settle(page: Page) -> None:
    """Waits until Streamlit has run the script to its end."""
    page.wait_for_timeout(150)
    page.wait_for_selector("[data-test-script-state=notRunning]", state="attached")


def cy(page: Page, code: str) -> Any:
    return page.evaluate(f"(() => {{ const cy = {CY}; return {code}; }})()")


def places(page: Page) -> dict[str, tuple[float, float]]:
    found = cy(page, "cy.nodes().map(n => [n.id(), n.position('x'), n.position('y')])")
    return {key: (x, y) for key, x, y in found}


def click(page: Page, key: str) -> None:
    """Clicks a node on its middle, or an edge on its own."""
    code = "(one => { const p = one.isNode() ? one.renderedPosition() : one.renderedMidpoint(); return [p.x, p.y] })"
    x, y = cy(page, f"{code}(cy.getElementById({key!r}))")
    page.locator(".canvas").click(position={"x": x, "y": y})
    settle(page)


def visible(page: Page, selector: str, count: int) -> None:
    """Waits until so many of what the selector names are visible."""
    page.wait_for_function(f"{CY}.elements({selector!r}).filter(':visible').length === {count}")


def expect_selected(page: Page, key: str) -> None:
    """What the page has received; waits for the rerun that a click starts, which may be late on a busy machine."""
    expect(page.get_by_text(re.compile("^selected: "))).to_have_text(f"selected: {key}")


# -- drawing -----------------------------------------------------------------------------------------


def test_the_sample_is_drawn_whole(site: str, chromium: Chromium) -> None:
    sample = graph("sample")
    with chromium.page(f"{site}/?sample=sample") as page:
        ready(page)
        assert cy(page, "cy.nodes().length") == len(sample["nodes"])
        assert cy(page, "cy.edges().length") == len(sample["edges"])
        expect(page.get_by_label(f"Graph of {len(sample['nodes'])} nodes and {len(sample['edges'])} links.")).to_be_visible()
        expect(page.locator(".network")).to_have_css("height", "560px")


def test_an_empty_graph_says_so(site: str, chromium: Chromium) -> None:
    with chromium.page(f"{site}/?sample=empty") as page:
        ready(page)
        expect(page.get_by_text("Nothing to draw.")).to_be_visible()
        expect(page.locator(".legend")).to_be_hidden()


def test_the_same_graph_lies_the_same_way_in_every_window(site: str, chromium: Chromium) -> None:
    seen = []
    for _ in range(2):
        with chromium.page(f"{site}/?sample=40") as page:
            seen.append(places(ready(page)))
    assert seen[0] == seen[1]


def test_no_two_nodes_lie_on_one_another(site: str, chromium: Chromium) -> None:
    with chromium.page(f"{site}/?sample=300") as page:
        spots = list(places(ready(page)).values())
    assert all(abs(ax - bx) > 30 or abs(ay - by) > 30 for (ax, ay), (bx, by) in combinations(spots, 2))


def test_of_a_thousand_nodes_300_are_drawn_and_the_page_says_so(site: str, chromium: Chromium) -> None:
    with chromium.page(f"{site}/?sample=1000") as page:
        ready(page)
        assert cy(page, "cy.nodes().length") == 300
        expect(page.get_by_text("300 of 1,000 nodes are drawn, those with the most links; 700 are left out.")).to_be_visible()


def test_ten_parallel_edges_are_drawn_apart(site: str, chromium: Chromium) -> None:
    with chromium.page(f"{site}/?sample=parallel") as page:
        ready(page)
        middles = cy(page, "cy.edges().filter(e => !e.isLoop()).map(e => [e.midpoint().x, e.midpoint().y])")
    assert len(middles) == 10
    assert all(abs(ax - bx) + abs(ay - by) > 12 for (ax, ay), (bx, by) in combinations(middles, 2))


# -- choosing ----------------------------------------------------------------------------------------


def test_a_click_on_a_node_returns_its_id(site: str, chromium: Chromium) -> None:
    with chromium.page(f"{site}/?sample=sample") as page:
        ready(page)
        expect_selected(page, "None")
        click(page, "n:c1")
        expect(page.get_by_text("selected: c1")).to_be_visible()
        assert cy(page, "cy.nodes('.chosen').map(n => n.id())") == ["n:c1"]
        assert cy(page, "cy.getElementById('n:a1').hasClass('near') && cy.getElementById('n:d1').hasClass('faded')")


def test_a_click_on_an_edge_returns_its_id_and_one_beside_everything_returns_none(site: str, chromium: Chromium) -> None:
    with chromium.page(f"{site}/?sample=12") as page:
        ready(page)
        click(page, "e:e0")
        expect(page.get_by_text("selected: e0")).to_be_visible()
        page.locator(".canvas").click(position={"x": 1080, "y": 30})
        expect(page.get_by_text("selected: None")).to_be_visible()
        assert cy(page, "cy.elements('.faded, .chosen').length") == 0


def test_a_click_moves_nothing(site: str, chromium: Chromium) -> None:
    with chromium.page(f"{site}/?sample=sample") as page:
        before, view = places(ready(page)), cy(page, "[cy.zoom(), cy.pan()]")
        click(page, "n:c1")
        expect(page.get_by_text("selected: c1")).to_be_visible()
        page.get_by_role("button", name="Run again").click()
        settle(page)
        assert places(page) == before
        assert cy(page, "[cy.zoom(), cy.pan()]") == view
        assert cy(page, "cy.nodes('.chosen').map(n => n.id())") == ["n:c1"]


def test_a_click_does_not_send_the_graph_again(site: str, chromium: Chromium) -> None:
    sizes: list[int] = []
    with chromium.page("about:blank") as page:
        page.on("websocket", lambda socket: socket.on("framereceived", lambda data: sizes.append(len(data))))
        page.goto(f"{site}/?sample=300")
        ready(page)
        first = sum(sizes)
        sizes.clear()
        click(page, "n:n0")
        expect(page.get_by_text("selected: n0")).to_be_visible()
    assert first > 40_000
    assert 0 < sum(sizes) < 10_000


def test_new_nodes_leave_the_old_ones_where_they_are(site: str, chromium: Chromium) -> None:
    with chromium.page(f"{site}/?sample=40") as page:
        before = places(ready(page))
        page.get_by_role("button", name="Add two").click()
        page.wait_for_function(f"{CY}.nodes().length === 42")
        now = places(page)
    assert {key: now[key] for key in before} == before


def test_what_was_dragged_and_zoomed_stays_over_reruns(site: str, chromium: Chromium) -> None:
    with chromium.page(f"{site}/?sample=12") as page:
        ready(page)
        x, y = cy(page, "(p => [p.x, p.y])(cy.getElementById('n:n3').renderedPosition())")
        box = page.locator(".canvas").bounding_box()
        assert box
        page.mouse.move(box["x"] + x, box["y"] + y)
        page.mouse.down()
        page.mouse.move(box["x"] + x - 60, box["y"] + y + 40, steps=4)
        page.mouse.up()
        page.get_by_role("button", name="Closer").click()
        before, view = places(page), cy(page, "[cy.zoom(), cy.pan()]")
        page.get_by_role("button", name="Add two").click()
        page.wait_for_function(f"{CY}.nodes().length === 14")
        now = places(page)
        assert {key: now[key] for key in before} == before
        assert cy(page, "[cy.zoom(), cy.pan()]") == view


def test_a_graph_that_was_away_comes_back_as_it_was(site: str, chromium: Chromium) -> None:
    with chromium.page(f"{site}/?sample=40") as page:
        ready(page)
        click(page, "n:n5")
        page.get_by_role("button", name="Farther").click()
        page.get_by_role("button", name="Products 13").click()
        before, view = places(page), cy(page, "[cy.zoom(), cy.pan()]")
        page.get_by_text("Away").click()
        expect(page.locator(".network")).to_have_count(0)
        page.get_by_text("Away").click()
        ready(page)
        assert (places(page), cy(page, "[cy.zoom(), cy.pan()]")) == (before, view)
        assert cy(page, "cy.nodes('.chosen').map(n => n.id())") == ["n:n5"]
        visible(page, "node", 27)
        expect_selected(page, "n5")


def test_the_page_can_select_and_a_later_click_wins(site: str, chromium: Chromium) -> None:
    with chromium.page(f"{site}/?sample=sample&wish=a3") as page:
        ready(page)
        page.get_by_role("button", name="Select from the page").click()
        expect(page.get_by_text("selected: a3")).to_be_visible()
        page.wait_for_function(f"{CY}.nodes('.chosen').map(n => n.id()).join() === 'n:a3'")
        click(page, "n:p1")
        expect(page.get_by_text("selected: p1")).to_be_visible()
        page.get_by_role("button", name="Run again").click()
        settle(page)
        expect_selected(page, "p1")
        assert cy(page, "cy.nodes('.chosen').map(n => n.id())") == ["n:p1"]


# -- theme -------------------------------------------------------------------------------------------


def test_the_dark_theme_is_followed_while_the_page_is_open(site: str, chromium: Chromium) -> None:
    def looks(page: Page) -> tuple[str, str, str]:
        node = "cy.nodes()[0]"
        return tuple(cy(page, f"[{node}.style('color'), {node}.style('background-color'), getComputedStyle(cy.container().parentNode).backgroundColor]"))

    with chromium.page(f"{site}/?sample=12") as page:
        before, at = looks(ready(page)), places(page)
        page.emulate_media(color_scheme="dark")
        page.wait_for_function(f"{CY}.nodes()[0].style('color') !== {before[0]!r}")
        after_change = looks(page)
        assert places(page) == at
    with chromium.page(f"{site}/?sample=12", dark=True) as page:
        assert looks(ready(page)) == after_change
    assert all(a != b for a, b in zip(before, after_change, strict=True))


# -- hostile names -----------------------------------------------------------------------------------


def test_hostile_names_are_drawn_as_text_and_cut(site: str, chromium: Chromium) -> None:
    with chromium.page(f"{site}/?sample=hostile") as page:
        ready(page)
        drawn = dict(cy(page, "cy.nodes().map(n => [n.id(), n.data('shown')])"))
        for key in drawn:
            click(page, key)
        root = "document.querySelector('[data-testid=stBidiComponentIsolated]').shadowRoot"
        assert page.evaluate(f"{root}.querySelectorAll('img, script, iframe, b').length") == 0
        assert page.title() != "owned"
        expect_selected(page, "constructor")
    assert drawn["n:<markup>\"'"].startswith("<img src=x")
    assert drawn["n:<turned>\"'"] == "Kestrel Vision"
    assert drawn["n:<empty>\"'"] == drawn["n:<blank>\"'"] == "(no name)"
    assert "משטרת" in drawn["n:<hebrew>\"'"]
    assert "👩‍👩‍👧‍👦" in drawn["n:<emoji>\"'"]
    assert drawn["n:<long>\"'"].endswith("…") and drawn["n:<unbroken>\"'"].endswith("…")
    assert all(len(text.split("\n")) <= 3 and len(text) < 400 for text in drawn.values())


def test_the_tip_shows_markup_as_text(site: str, chromium: Chromium) -> None:
    with chromium.page(f"{site}/?sample=hostile") as page:
        ready(page)
        x, y = cy(page, "(p => [p.x, p.y])(cy.nodes()[0].renderedPosition())")
        page.locator(".canvas").hover(position={"x": x, "y": y})
        expect(page.locator(".tip")).to_have_text(f"{HOSTILE['markup']} · company")


# -- legend, find, keyboard --------------------------------------------------------------------------


def test_the_legend_counts_and_hides(site: str, chromium: Chromium) -> None:
    with chromium.page(f"{site}/?sample=sample") as page:
        ready(page)
        row = page.get_by_role("button", name="Companies 5")
        row.click()
        expect(row).to_have_attribute("aria-pressed", "false")
        visible(page, "node", len(graph("sample")["nodes"]) - 5)
        page.get_by_role("button", name="Run again").click()
        settle(page)
        visible(page, "[label = 'Company']", 0)
        row.click()
        expect(row).to_have_attribute("aria-pressed", "true")
        denied = page.get_by_role("button", name="denied 2")
        denied.click()
        expect(denied).to_have_attribute("aria-pressed", "false")
        visible(page, "[family = 'denied']", 0)
        visible(page, "node", len(graph("sample")["nodes"]))


def test_find_marks_and_enter_selects(site: str, chromium: Chromium) -> None:
    with chromium.page(f"{site}/?sample=sample") as page:
        ready(page)
        box = page.get_by_role("searchbox")
        box.fill("KESTREL")
        expect(page.locator(".count")).to_have_text("2")
        assert cy(page, "cy.nodes('.found').map(n => n.id())") == ["n:c1", "n:p1"]
        box.press("Enter")
        expect(page.get_by_text("selected: c1")).to_be_visible()
        box.press("Enter")
        expect(page.get_by_text("selected: p1")).to_be_visible()
        box.fill("nobody")
        expect(page.locator(".count")).to_have_text("none")


def test_the_keyboard_reaches_every_button_and_moves_the_graph(site: str, chromium: Chromium) -> None:
    with chromium.page(f"{site}/?sample=12") as page:
        ready(page)
        page.get_by_role("searchbox").focus()
        names = []
        for _ in range(6):
            page.keyboard.press("Tab")
            names.append(page.evaluate("document.activeElement.shadowRoot.activeElement.getAttribute('aria-label')"))
        assert names[:5] == ["Show all", "Closer", "Farther", "Save as PNG", "Save as SVG"]
        assert names[5].startswith("Graph of 12 nodes")
        zoom = cy(page, "cy.zoom()")
        page.keyboard.press("+")
        assert cy(page, "cy.zoom()") > zoom
        page.keyboard.press("0")
        assert cy(page, "cy.zoom()") == pytest.approx(zoom)
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.shadowRoot.activeElement.type") == "search"


# -- downloads ---------------------------------------------------------------------------------------


def saved(page: Page, button: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    return Path(waiting.value.path()).read_bytes()


def test_the_png_is_a_picture_of_the_whole_graph(site: str, chromium: Chromium) -> None:
    with chromium.page(f"{site}/?sample=sample") as page:
        picture = saved(ready(page), "Save as PNG")
    width, height = (int.from_bytes(picture[at : at + 4]) for at in (16, 20))
    assert picture[:8] == b"\x89PNG\r\n\x1a\n" and picture[-8:-4] == b"IEND"
    assert width > 1_500 and height > 900


@pytest.mark.parametrize("name", ["sample", "hostile", "parallel"])
def test_the_svg_is_well_formed_and_holds_every_name_as_text(site: str, chromium: Chromium, name: str) -> None:
    with chromium.page(f"{site}/?sample={name}") as page:
        root = ET.fromstring(saved(ready(page), "Save as SVG"))
        shown = cy(page, "cy.nodes().map(n => n.data('name'))")
    assert {element.tag for element in root.iter()} <= {f"{SVG}{tag}" for tag in ("svg", "g", "rect", "path", "text", "title")}
    assert not any(attribute.startswith("on") or "href" in attribute for element in root.iter() for attribute in element.attrib)
    assert set(shown) <= {title.text for title in root.iter(f"{SVG}title")}


# -- what is drawn, without a browser ----------------------------------------------------------------


def test_every_label_and_every_edge_type_has_a_look() -> None:
    named = [type_ for look in vocabulary()["families"].values() for type_ in look["types"]]
    assert sorted(named) == sorted(schema.EDGES)
    assert set(vocabulary()["nodes"]) == set(schema.NODES) - {"Projection"}


def test_no_two_kinds_differ_by_colour_alone() -> None:
    nodes = [(look["shape"], look["icon"]) for look in vocabulary()["nodes"].values()]
    edges = [(tuple(look["dash"]), look["arrow"], look["hollow"]) for look in vocabulary()["families"].values()]
    assert len({icon for _, icon in nodes}) == len(nodes)
    looks = vocabulary()["families"]
    same = [pair for pair in combinations(looks, 2) if edges[list(looks).index(pair[0])] == edges[list(looks).index(pair[1])]]
    assert same == [("use", "relation")], "these two differ in width and in what stands on them"


def test_a_denial_and_an_unconfirmed_deal_are_named_as_such() -> None:
    nodes = [{"id": "a", "label": "Company", "name": "A"}, {"id": "b", "label": "Agency", "name": "B"}]
    ends = {"from": "a", "to": "b"}
    edges = [
        {"id": "1", "type": "DENIED", "claim": "SOLD_TO", **ends},
        {"id": "2", "type": "UNCONFIRMED", "claim": "USED_BY", "factuality": "alleged", **ends},
        {"id": "3", "type": "SOLD_TO", "disputed": True, **ends},
    ]
    drawn = draw({"nodes": nodes, "edges": edges}).edges
    assert [edge["title"] for edge in drawn] == ["denied: sold to", "alleged: used by", "sold to · disputed"]
    assert [edge["family"] for edge in drawn] == ["denied", "unconfirmed", "sale"]


@pytest.mark.parametrize(("end", "ended"), [("2025-12-31", True), ("2026-01-01", False), ("2026-06-30", False), (None, False), ("", False)])
def test_an_edge_has_ended_when_its_last_possible_day_is_past(end: str | None, ended: bool) -> None:
    assert one_edge(type="SOLD_TO", end_latest=end)["ended"] is ended


def test_a_denial_and_an_offer_never_count_as_ended() -> None:
    assert not one_edge(type="DENIED", end_latest="2019-12-31")["ended"]
    assert not one_edge(type="MARKETED_TO", end_latest="2019-12-31")["ended"]


def one_edge(**edge: Any) -> dict[str, str | bool]:
    nodes = [{"id": "a", "label": "Company", "name": "A"}, {"id": "b", "label": "Agency", "name": "B"}]
    return draw({"as_of": "2026-01-01", "nodes": nodes, "edges": [{"id": "1", "from": "a", "to": "b", **edge}]}).edges[0]


def test_an_edge_type_that_nobody_knows_is_drawn_as_another_link() -> None:
    assert family("INVENTED") == "relation"


def test_what_is_left_out_does_not_depend_on_the_order_of_the_rows() -> None:
    whole = graph("1000")
    turned = {"nodes": whole["nodes"][::-1], "edges": whole["edges"][::-1]}
    assert draw(whole).ids() == draw(turned).ids()
    assert len(draw(whole).nodes) == 300


def test_links_to_nodes_outside_the_view_are_counted() -> None:
    drawn = draw({"nodes": [{"id": "a", "label": "Company", "name": "A"}], "edges": [{"id": "1", "type": "OWNS", "from": "a", "to": "gone"}]})
    assert (drawn.edges, drawn.note) == ([], "1 link leads to nodes that are not in this view.")


def test_only_what_is_seen_is_sent() -> None:
    nodes = [{"id": "a", "label": "Company", "name": "x" * 10_000, "aliases": ["secret"], "quote": "long"}]
    assert draw({"nodes": nodes, "edges": []}) == Drawing(
        nodes=[{"id": "a", "label": "Company", "name": "x" * 300}], edges=[], plurals={"Company": "Companies"}, note=""
    )


def test_a_component_that_is_not_built_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "STATIC", tmp_path)
    with pytest.raises(bundle.NotBuilt, match="npm ci && npm run build"):
        bundle.component()


# -- who has the last word on the selection ----------------------------------------------------------


def test_a_wish_that_only_repeats_the_last_click_sends_nothing() -> None:
    clicked = after(Selection(), click={"id": "a", "at": 1}, wish=None)
    told = after(clicked, click={"id": "a", "at": 1}, wish="a")
    assert (told.selected, told.order) == ("a", 0)


def test_a_newer_click_beats_a_wish_that_is_one_run_late() -> None:
    told = after(after(Selection(), click={"id": "a", "at": 1}, wish=None), click={"id": "a", "at": 1}, wish="a")
    newer = after(told, click={"id": "b", "at": 2}, wish="a")
    assert (newer.selected, newer.order) == ("b", 0)


def test_a_new_wish_is_carried_out_once_and_an_empty_one_clears() -> None:
    wished = after(Selection(), click=None, wish="a")
    again = after(wished, click=None, wish="a")
    cleared = after(again, click=None, wish="")
    assert (wished.selected, wished.order, again, cleared.selected, cleared.order) == ("a", 1, wished, None, 2)


def test_a_click_on_what_the_page_had_replaced_counts() -> None:
    first = after(Selection(), click={"id": "a", "at": 1}, wish=None)
    wished = after(first, click={"id": "a", "at": 1}, wish="b")
    assert after(wished, click={"id": "a", "at": 2}, wish="b").selected == "a"
