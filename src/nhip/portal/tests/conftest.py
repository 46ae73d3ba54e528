"""A real site to look at: the demonstration province, compiled and served as `nhip demo` and `nhip serve` do."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[4]
PATIENCE = 60.0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _environment(home: Path) -> dict[str, str]:
    ours = ("NHIP_", "DATABASE_URL", "DJANGO_", "PYTEST_")
    env = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**env, "NHIP_HOME": str(home), "PYTHONPATH": str(ROOT / "src")}


def _wait_for(port: int, server: subprocess.Popen[str]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    server.kill()
    pytest.fail(f"no server on port {port}: {server.communicate()[1][-2000:]}")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, demonstration: Callable[[Path], dict[str, Any]]) -> Iterator[str]:
    """Return the address of a served demonstration province, with no slash at its end."""
    home = tmp_path_factory.mktemp("site")
    assert demonstration(home)["ok"]
    env = _environment(home)
    nhip = [sys.executable, "-m", "nhip.cli"]
    port = _free_port()
    server = subprocess.Popen(
        [*nhip, "serve", "--port", str(port)], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    _wait_for(port, server)
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.communicate(timeout=30)
