"""What the tests need of the machine: a browser is installed if none is found; what is missing is named with what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

from tests.browser import executable


def main() -> int:
    """Install what can be installed, and say what is missing. In CI nothing may be missing."""
    if executable() is None:
        _install_browser()
    missing = list(_missing())
    for line in missing:
        print(f"missing for the tests: {line}", file=sys.stderr)
    return 1 if missing and os.environ.get("CI") else 0


def _install_browser() -> None:
    """Playwright's own Chromium; where that cannot be had, the one of Debian."""
    print("installing Chromium for the browser tests …", file=sys.stderr)
    if subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode == 0:
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False)


def _missing() -> Iterator[str]:
    if executable() is None:
        yield "a browser; install Chromium (Debian: apt install chromium), or run `.venv/bin/playwright install chromium`"
    if not os.environ.get("NEO4J_URI") and not shutil.which("docker") and not (shutil.which("java") and shutil.which("mvn")):
        yield "a Neo4j; install Java 17 and Maven (Debian: apt install openjdk-17-jre-headless maven), or Docker, or set NEO4J_URI"


if __name__ == "__main__":
    sys.exit(main())
