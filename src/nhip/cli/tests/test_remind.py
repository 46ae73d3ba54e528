"""`nhip remind`, as cron runs it."""

from __future__ import annotations

import json
import subprocess
import sys


def run(env: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nhip.cli", "remind", *words]
    return subprocess.run(command, capture_output=True, text=True, env=env, check=False, timeout=120)


def test_where_nothing_is_open_nothing_is_sent(installation_env):
    told = run({**installation_env, "NHIP_LANG": "vi"}, "--json")
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout) == {"ok": True, "sent": 0, "noticed": 0, "failed": 0, "escalations": 0}
    assert "Đã gửi 0 thư" in run({**installation_env, "NHIP_LANG": "vi"}).stdout
    assert "0 messages sent" in run({**installation_env, "NHIP_LANG": "en"}).stdout
