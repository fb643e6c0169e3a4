"""The app as people see it: `despite serve` with the starter collection, in a real browser that lets nothing out."""

from __future__ import annotations

import csv
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from graph import claims, paths
from graph.workspace import Workspace
from tests import browser, build
from tests.browser import Chromium, free_port
from tests.ui.test_pages import NAMES, hostile

FLAGSHIP = "which vendors still serve federal agencies despite police bans"
CY = "document.querySelector('[data-testid=stBidiComponentIsolated]').shadowRoot.querySelector('.canvas')._cyreg.cy"
#: Opened at an address below the root, Streamlit first asks for its own files there, and the browser notes that there are none.
PROBE = re.compile(r"/\w+/_stcore/(health|host-config)$")
NOTED = "Failed to load resource: the server responded with a status of 404 (Not Found)"

expect.set_options(timeout=20_000)


@contextmanager
def serving(home: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """`despite serve`, and its address once it answers."""
    port = free_port()
    start = "import sys; from graph.cli import main; sys.argv[0] = 'despite'; main()"
    env = {k: v for k, v in os.environ.items() if k != "DESPITE_STORE"}
    process = subprocess.Popen([sys.executable, "-c", start, "--home", str(home), "serve", "--port", str(port), "--no-open"], env=env, start_new_session=True)
    try:
        _wait(port, process)
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.terminate()
        process.wait(30)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + browser.START_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, "the app ended at once"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the app did not answer")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("home")
    Workspace(home).load(claims.read(paths.data_folder() / "starter" / "starter.jsonl"))
    with serving(home) as (url, _):
        yield url


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("hostile")
    Workspace(home).load(hostile())
    with serving(home) as (url, _):
        yield url


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    with browser.browser() as running:
        yield running


@contextmanager
def opened(chromium: Chromium, site: str, page: str = "", *, dark: bool = False, **params: str) -> Iterator[Page]:
    """A window at a page of the app, drawn to its end. What Streamlit asks for in vain below the root is no error of ours."""
    with chromium.page("about:blank", dark=dark) as window:
        probes: list[str] = []
        window.on("response", lambda r: probes.append(r.url) if r.status == 404 and PROBE.search(r.url) else None)
        try:
            window.goto(f"{site}/{page}?{urlencode(params)}")
            yield settled(window)
        finally:
            for _ in probes:
                chromium.errors.remove(NOTED)


def settled(page: Page) -> Page:
    """The page once its script has come to an end."""
    page.wait_for_selector("[data-testid=stAppViewContainer]")
    page.wait_for_timeout(300)
    page.wait_for_selector("[data-test-script-state=notRunning]", state="attached", timeout=60_000)
    return page


def cy(page: Page, code: str) -> Any:
    page.wait_for_selector(".network[data-state=ready]", timeout=30_000)
    return page.evaluate(f"(() => {{ const cy = {CY}; return {code}; }})()")


def click_edge(page: Page, key: str) -> None:
    x, y = cy(page, f"(p => [p.x, p.y])(cy.getElementById({key!r}).renderedMidpoint())")
    page.locator(".canvas").click(position={"x": x, "y": y})
    settled(page)


# -- ask ----------------------------------------------------------------------------------------------


def test_the_first_page_says_what_it_is_for(site: str, chromium: Chromium) -> None:
    with opened(chromium, site) as page:
        expect(page.get_by_text("Who sells surveillance technology to whom")).to_be_visible()


def test_the_flagship_is_asked_answered_and_looked_into(site: str, chromium: Chromium) -> None:
    with opened(chromium, site) as page:
        page.get_by_role("button", name=FLAGSHIP).click()
        expect(page.locator(".card").first).to_contain_text("Microsoft")
        expect(page.locator(".card").first).to_contain_text("U.S. Immigration and Customs Enforcement")
        expect(page.locator(".card .mark").first).to_contain_text("not covered")
        assert "q=which" in page.url
        page.get_by_text("Show as graph").click()
        settled(page)
        edge = cy(page, "cy.edges().filter(e => e.data('title') === 'was piloted by')[0].id()")
        click_edge(page, edge)
        expect(page.locator(".stHtml blockquote").first).to_be_visible()
        expect(page.get_by_text("pilot", exact=True).first).to_be_visible()
        page.get_by_text("How it was found").click()
        page.get_by_role("link", name="Open in Queries").click()
        expect(page.get_by_role("heading", name="Vendors that still serve an agency level despite a ban")).to_be_visible()


def test_an_answer_has_its_own_address(site: str, chromium: Chromium) -> None:
    with opened(chromium, site, q=FLAGSHIP, as_of="2020-12-01") as page:
        expect(page.get_by_label("Your question")).to_have_value(FLAGSHIP)
        expect(page.locator(".answer")).to_contain_text("on 2020-12-01")
        link = page.locator(".quote a").first
        assert str(link.get_attribute("href")).startswith("https://")
        assert link.get_attribute("rel") == "noopener noreferrer"


# -- explore ------------------------------------------------------------------------------------------


def test_a_line_shows_the_words_of_its_sources_and_a_node_what_it_is(site: str, chromium: Chromium) -> None:
    with opened(chromium, site, "explore", centre="company:microsoft") as page:
        expect(page.locator(".thing")).to_have_text("Microsoft")
        edge = cy(page, "cy.edges().filter(e => e.data('title').startsWith('denied'))[0].id()")
        click_edge(page, edge)
        expect(page.locator(".fact").first).to_contain_text("denied")
        expect(page.locator(".quote").first).to_be_visible()
        x, y = cy(page, "(p => [p.x, p.y])(cy.nodes().filter(n => n.data('name') === 'police')[0].renderedPosition())")
        page.locator(".canvas").click(position={"x": x, "y": y})
        expect(page.locator(".thing")).to_have_text("police")
        page.get_by_role("button", name="Explore around it").click()
        page.wait_for_url("**centre=customerclass*")


def test_the_keyboard_searches_a_name(site: str, chromium: Chromium) -> None:
    with opened(chromium, site, "explore") as page:
        box = page.get_by_label("Find a company, agency, product, person …")
        box.fill("Clearview")
        box.press("Enter")
        page.wait_for_url("**centre=company*")
        expect(page.locator(".thing")).to_have_text("Clearview AI")


def test_a_part_of_the_graph_is_saved_as_graphml(site: str, chromium: Chromium, tmp_path: Path) -> None:
    with opened(chromium, site, "explore", centre="company:amazon") as page:
        page.get_by_role("tab", name="Export").click()
        with page.expect_download() as saving:
            page.get_by_role("button", name="GraphML").click()
        saving.value.save_as(tmp_path / "amazon.graphml")
    content = (tmp_path / "amazon.graphml").read_text(encoding="utf-8")
    assert "<graphml" in content and "Amazon" in content


# -- queries ------------------------------------------------------------------------------------------


def test_a_saved_query_runs_from_its_address_and_is_saved_as_csv(site: str, chromium: Chromium, tmp_path: Path) -> None:
    with opened(chromium, site, "queries", name="sellers_to", agency="ICE") as page:
        expect(page.get_by_test_id("stDataFrame")).to_be_visible()
        with page.expect_download() as saving:
            page.get_by_test_id("stDownloadButton").filter(has_text="CSV").get_by_role("button").click()
        saving.value.save_as(tmp_path / "rows.csv")
    with (tmp_path / "rows.csv").open(encoding="utf-8", newline="") as file:
        assert "Palantir" in {row["vendor"] for row in csv.DictReader(file)}


def test_cypher_that_would_write_is_refused(site: str, chromium: Chromium) -> None:
    with opened(chromium, site, "queries", tab="Cypher", cypher="MATCH (n) DETACH DELETE n") as page:
        expect(page.get_by_role("alert")).to_have_count(0)
        page.get_by_role("button", name="Run").click()
        expect(page.get_by_role("alert")).to_be_visible()
        assert not page.get_by_test_id("stDataFrame").count()


def test_a_question_in_the_list_opens(site: str, chromium: Chromium) -> None:
    with opened(chromium, site, "queries") as page:
        page.get_by_label("Search the questions").fill("contradict")
        page.get_by_role("button", name="Claims that contradict each other").click()
        page.wait_for_url("**name=contradictions*")
        expect(page.get_by_test_id("stDataFrame")).to_be_visible()


# -- load ---------------------------------------------------------------------------------------------


def test_a_file_is_shown_loaded_and_taken_back(site: str, chromium: Chromium) -> None:
    with opened(chromium, site, "load") as page:
        page.locator("input[type=file]").set_input_files(build.SAMPLES / "world.jsonl")
        expect(page.get_by_text("Documents: 3 new")).to_be_visible(timeout=20_000)
        expect(page.locator(".changes")).to_contain_text("Morvane Systems sold to Office of Harbour Settlement")
        page.get_by_role("button", name="Load", exact=False).last.click()
        expect(page.get_by_role("status")).to_contain_text("Loaded world.jsonl", timeout=30_000)
    with opened(chromium, site, q="who sells to Office of Harbour Settlement") as page:
        expect(page.locator(".answer")).to_contain_text("Morvane Systems")
    with opened(chromium, site, "load", show="Documents", document="w2") as page:
        expect(page.locator(".changes")).to_contain_text("Morvane Systems sold to Office of Harbour Settlement")
        page.get_by_role("button", name="Retract it").click()
        expect(page.locator(".changes")).to_have_count(0)
    with opened(chromium, site, "explore", centre="Morvane Vault") as page:
        expect(page.get_by_role("alert")).to_contain_text("called")


def test_what_is_wrong_with_a_file_is_told_with_its_line(site: str, chromium: Chromium) -> None:
    bad = {"name": "bad.jsonl", "mimeType": "application/jsonl", "buffer": b'{"record": "claim", "type": "SOLD"}\nno json\n'}
    with opened(chromium, site, "load") as page:
        page.locator("input[type=file]").set_input_files(bad)  # type: ignore[arg-type]
        expect(page.locator(".table")).to_contain_text("bad.jsonl", timeout=20_000)
        expect(page.locator(".table tbody tr")).to_have_count(2)


# -- looks --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dark", [False, True])
def test_every_page_is_reached_from_the_top_in_light_and_dark(site: str, chromium: Chromium, dark: bool) -> None:
    with opened(chromium, site, dark=dark) as page:
        for name, sign in (("Explore", ".network"), ("Queries", ".meta"), ("Load", "input[type=file]"), ("About", ".legend"), ("Ask", ".hero")):
            page.get_by_test_id("stTopNavLink").filter(has_text=name).click()
            page.wait_for_selector(sign, state="attached", timeout=20_000)
            settled(page)
        shade = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
        assert shade == ("rgb(14, 20, 32)" if dark else "rgb(255, 255, 255)")


@pytest.mark.parametrize(("page", "params"), [("", {"q": FLAGSHIP}), ("explore", {"centre": "Office of Harbour Settlement"}), ("load", {"show": "Documents"})])
def test_hostile_names_do_nothing(hostile_site: str, chromium: Chromium, page: str, params: dict[str, str]) -> None:
    with opened(chromium, hostile_site, page, **params) as window:
        if page != "load":
            expect(window.get_by_text(NAMES[3]).first).to_be_visible()
        assert not window.locator("img[src=x]").count()
        assert not window.locator("a[href^='javascript']").count()
        assert not window.locator(".katex").count()


# -- the process --------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is sent as a signal of POSIX")
def test_ctrl_c_ends_the_app_and_says_nothing_is_wrong(tmp_path: Path) -> None:
    with serving(tmp_path) as (_, process):
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(30) == 0


def test_a_taken_port_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from graph.ui.serve import serve

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert serve(tmp_path, "embedded:", port=port, browser=False) == 1
    assert f"--port {port + 1}" in capfd.readouterr().err
