"""The build hook: when it bundles the graph component, and what it says when it cannot."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def component(tmp_path: Path) -> Path:
    for name in ("src/index.ts", "package.json", "package-lock.json", "build.mjs", "vocabulary.json", "static/network-OLD.js"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
        os.utime(tmp_path / name, (1_000, 1_000))
    return tmp_path


def test_a_bundle_as_new_as_its_sources_is_not_built_again(hook: ModuleType, component: Path) -> None:
    assert hook.is_current(component)


@pytest.mark.parametrize("name", ["src/index.ts", "package-lock.json", "vocabulary.json"])
def test_a_newer_source_calls_for_a_new_bundle(hook: ModuleType, component: Path, name: str) -> None:
    os.utime(component / name, (2_000, 2_000))
    assert not hook.is_current(component)


def test_a_missing_bundle_calls_for_a_new_one(hook: ModuleType, component: Path) -> None:
    (component / "static/network-OLD.js").unlink()
    assert not hook.is_current(component)


def test_without_node_it_says_what_to_install(hook: ModuleType, component: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(component))
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(hook.NotBuilt, match="install Node"):
        hook.bundle(component)


def test_a_failing_npm_is_quoted(hook: ModuleType, component: Path) -> None:
    npm = component / "npm"
    npm.write_text("#!/bin/sh\necho no such thing; exit 3\n")
    npm.chmod(0o755)
    with pytest.raises(hook.NotBuilt, match=r"`npm run build` in .* ended with 3:\nno such thing"):
        hook.run(component, ("run", "build"), component)


def test_the_lock_names_no_host() -> None:
    lock = (ROOT / "graph/ui/network/package-lock.json").read_text()
    assert "resolved" not in lock
    assert "://" not in lock
