"""The app as a process of its own: Streamlit with our settings, for this machine only."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
HOST = "127.0.0.1"
#: Seconds that the app gets to close the graph.
PATIENCE = 20
SETTINGS = {
    "server.address": HOST,
    "server.maxUploadSize": "20",
    "server.enableXsrfProtection": "true",
    "server.fileWatcherType": "none",
    "server.showEmailPrompt": "false",
    "browser.gatherUsageStats": "false",
    "browser.serverAddress": "localhost",
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "theme.base": str(HERE / "theme.toml"),
}


def serve(home: Path, address: str, *, port: int, browser: bool) -> int:
    """Run the app on http://localhost:PORT until it is stopped. Returns the exit code: 0 where Ctrl-C ended it, 1 where the port is taken."""
    if _taken(port):
        print(
            f"Port {port} is in use. Is the app open already? Then see http://localhost:{port}; else give another: despite serve --port {port + 1}",
            file=sys.stderr,
        )
        return 1
    env = {**os.environ, "DESPITE_HOME": str(home), "DESPITE_STORE": address}
    process = subprocess.Popen(command(port, browser=browser), env=env)
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    return _until_it_ends(process)


def command(port: int, *, browser: bool) -> list[str]:
    """The command line that starts the app."""
    settings = {**SETTINGS, "server.port": str(port), "server.headless": str(not browser).lower()}
    return [sys.executable, "-m", "streamlit", "run", str(HERE / "main.py"), *(f"--{name}={value}" for name, value in settings.items())]


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False


def _until_it_ends(process: subprocess.Popen[bytes]) -> int:
    """Ctrl-C reaches the app as well, which closes the graph and ends; so does SIGTERM, which is handed on."""
    try:
        code = process.wait()
    except KeyboardInterrupt:
        return _ended(process)
    return 0 if code in (0, -signal.SIGTERM, -signal.SIGINT) else 1


def _ended(process: subprocess.Popen[bytes]) -> int:
    try:
        process.wait(PATIENCE)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        process.kill()
        process.wait()
    return 0
