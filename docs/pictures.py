"""`make pictures`: the pictures of the README, taken in a real browser from the starter collection."""

from __future__ import annotations

import tempfile
from pathlib import Path

from graph import claims, paths
from graph.workspace import Workspace
from tests import browser
from tests.ui.test_app_browser import opened, serving

FOLDER = Path(__file__).parent / "pictures"
MAIN = "which vendors still serve federal agencies despite police bans"
#: Name -> page, address parameters, dark.
PICTURES = {
    "ask": ("", {"q": MAIN}, False),
    "explore": ("explore", {"centre": "company:amazon", "hops": "1"}, False),
    "explore_dark": ("explore", {"centre": "company:amazon", "hops": "1"}, True),
    "queries": ("queries", {"name": "sellers_to", "agency": "ICE"}, False),
}


def main() -> None:
    """Take all pictures."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home, browser.browser() as chromium:
        Workspace(Path(home)).load(claims.read(paths.data_folder() / "starter" / "starter.jsonl"))
        with serving(Path(home)) as (site, _):
            for name, (page, params, dark) in PICTURES.items():
                with opened(chromium, site, page, dark=dark, **params) as window:
                    window.wait_for_timeout(2_500)
                    window.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
