"""A real Chromium and a served Streamlit script for tests; whatever leaves this machine fails the test."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-component-update", "--disable-sync")
HERE = ("127.0.0.1", "localhost")
START_SECONDS = 60


@dataclass(frozen=True, kw_only=True)
class Chromium:
    """A running browser, and what its pages did that they should not have done."""

    browser: Browser
    foreign: list[str] = field(default_factory=list)
    """Addresses on other hosts that were asked for. None of these requests was let out."""
    errors: list[str] = field(default_factory=list)
    """Errors on the console, and exceptions that nobody caught."""

    @contextmanager
    def page(self, url: str, *, dark: bool = False, width: int = 1280, height: int = 900) -> Iterator[Page]:
        """A fresh window at `url`. Fails at its end if the page went to another host or wrote an error."""
        context = self.browser.new_context(
            color_scheme="dark" if dark else "light", viewport={"width": width, "height": height}, accept_downloads=True, service_workers="block"
        )
        self._watch(context)
        try:
            page = context.new_page()
            page.goto(url)
            yield page
        finally:
            context.close()
        self.check()

    def check(self) -> None:
        """Raises AssertionError for foreign requests and for errors."""
        assert not self.foreign, f"the page asked for other hosts: {self.foreign}"
        assert not self.errors, f"the page wrote errors: {self.errors}"

    def _watch(self, context: BrowserContext) -> None:
        context.route("**/*", lambda route: self._let_through(route))
        context.route_web_socket(lambda url: not _is_here(url), lambda socket: self.foreign.append(socket.url))
        context.on("console", lambda message: self._console(message))
        context.on("weberror", lambda error: self.errors.append(str(error.error)))

    def _let_through(self, route: Route) -> None:
        if _is_here(route.request.url):
            route.continue_()
        else:
            self.foreign.append(route.request.url)
            route.abort()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)


def _is_here(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob", "about") or parts.hostname in HERE


def executable() -> str | None:
    """The browser of this machine, else Playwright's own; None where there is neither."""
    if found := next(filter(None, map(shutil.which, BROWSERS)), None):
        return found
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return str(own) if own.exists() else None


@contextmanager
def browser() -> Iterator[Chromium]:
    """Chromium without a window: the machine's own where there is one, else Playwright's. Fails at its end on foreign requests."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable(), args=list(ARGUMENTS))
        chromium = Chromium(browser=running)
        try:
            yield chromium
        finally:
            running.close()
        chromium.check()


@contextmanager
def served(script: Path, *, env: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of a Streamlit script that runs on a free loopback port; the process is ended by its id."""
    port = free_port()
    command = [
        sys.executable, "-m", "streamlit", "run", str(script), "--server.address=127.0.0.1", f"--server.port={port}", "--server.headless=true",
        "--server.fileWatcherType=none", "--browser.gatherUsageStats=false", "--client.toolbarMode=minimal",
    ]  # fmt: skip
    process = subprocess.Popen(command, env={**os.environ, **(env or {})}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        _wait(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()


def free_port() -> int:
    """A port on the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(url: str, process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            raise AssertionError(f"Streamlit ended at once: {process.communicate()[0]}")
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"Streamlit did not answer on {url} within {START_SECONDS} s")
