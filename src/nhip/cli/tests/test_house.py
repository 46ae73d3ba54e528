"""`nhip demo` and `nhip serve`, as a first-time user meets them: an empty folder, and a province at the end."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> dict[str, str]:
    """Return the environment of an installation of its own, without a database yet."""
    ours = ("NHIP_", "LANG", "DJANGO_", "DATABASE_URL")
    env = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**env, "NHIP_LANG": "en", "NHIP_HOME": str(tmp_path_factory.mktemp("house"))}


def run(house: dict[str, str], *words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nhip.cli", *map(str, words)]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=house, check=False, timeout=300
    )


@pytest.fixture(scope="module")
def demo(house, demonstration) -> dict:
    """Return what `nhip demo --json` said the first time."""
    nothing = run(house, "explain", "TOTAL", "2023-12")
    assert (nothing.returncode, nothing.stderr[:5]) == (1, "C010 ")
    return demonstration(Path(house["NHIP_HOME"]))


def test_the_province_is_made_and_its_claims_are_met(demo):
    assert demo["ok"] is True
    assert demo["fresh"] is True
    assert demo["illustrative"] is True
    assert [claim["claim"] for claim in demo["claims"] if not claim["met"]] == []
    assert len(demo["claims"]) >= 16
    total = demo["headline"][0]
    assert total["node"] == "TOTAL"
    assert total["period"] == "2023-12"
    assert round(total["cumulative"], 2) == 7.68


def test_the_second_time_nothing_is_repeated(house, demo):
    started = time.monotonic()
    done = run(house, "demo", "--json")
    took = time.monotonic() - started
    again = json.loads(done.stdout)
    assert again == {**demo, "fresh": False}
    assert took < 20


def test_the_figures_are_printed_with_their_claims(house, demo):
    done = run(house, "demo")
    assert done.returncode == 0
    assert "ILLUSTRATIVE DATA" in done.stdout
    assert "+7.68" in done.stdout
    assert f"The article's claims: {len(demo['claims'])} of {len(demo['claims'])} met" in done.stdout
    vietnamese = run(house, "demo", "--lang", "vi")
    assert "+7,68" in vietnamese.stdout
    assert "SỐ LIỆU MINH HOẠ" in vietnamese.stdout


def test_the_figures_of_a_period_are_listed(house, demo):
    listed = run(house, "figures", "--period", "2023", "--json")
    found = json.loads(listed.stdout)["figures"]
    values = {(each["indicator"], each["subject"], each["place"], each["comparison"]): each["value"] for each in found}
    assert {each["period"] for each in found} == {"2023"}
    assert values["NEW_ENTERPRISES", "", "", "none"] == 23
    assert values["NEW_ENTERPRISES_CHANGE", "", "", "none"] == 20
    assert values["ENTERPRISES", "", "", "none"] == 226
    assert values["TARGET_LOW", "IIP-2023", "", "none"] == 7
    assert round(values["TARGET_GAP", "IIP-2023", "", "plan"], 2) == 0.68
    assert round(values["IIP", "TOTAL", "", "year"], 2) == 7.68
    one = run(house, "figures", "--period", "2023-01/2023-11", "--indicator", "TARGET_GAP", "--subject", "IIP-2023")
    assert one.returncode == 0
    assert "+0.21 percentage points" in one.stdout.replace("\N{NO-BREAK SPACE}", " ")
    assert "điểm phần trăm" in run(
        house, "figures", "--period", "2023", "--indicator", "TARGET_GAP", "--lang", "vi"
    ).stdout.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("words", "code", "number"),
    [
        (["--period", "1999"], 1, "E799"),
        (["--period", "11/2023"], 2, "E797"),
        (["--period", "2023", "--indicator", "NOPE"], 2, "E798"),
        ([], 2, "C003"),
    ],
)
def test_figures_that_are_not_there_are_told_in_one_sentence(house, demo, words, code, number):
    done = run(house, "figures", *words)
    assert (done.returncode, done.stderr[:4], done.stdout) == (code, number, "")


def test_the_files_are_those_of_the_database(house, demo):
    """Files alone give the same growth as the database, through the same engine."""
    folder = Path(demo["folder"])
    assert (folder / "scheme" / "policy.csv").is_file()
    assert len(list((folder / "reports").glob("*.csv"))) == 24
    done = run(house, "compile", "--json")
    told = json.loads(done.stdout)
    assert told["result_hash"] == demo["result_hash"]
    # The month that is being collected lies after the scheme, so it moves nothing but the last bit of a sum.
    for row, first in zip(told["headline"], demo["headline"], strict=True):
        assert row == {key: value if isinstance(value, str) else pytest.approx(value) for key, value in first.items()}


def test_a_number_of_the_database_is_opened_to_its_reports(house, demo):
    done = run(house, "explain", "TOTAL", "2023-12", "--depth", "5", "--json")
    assert done.returncode == 0, done.stderr
    opened = json.loads(done.stdout)["opened"]
    assert opened[0]["node"] == "TOTAL"
    assert all(each["agrees"] for each in opened)
    reports = [row for each in opened for row in each["rows"] if row["origin"] != "node"]
    assert len(reports) > 100
    unknown = run(house, "explain", "nothing", "2023-12")
    assert (unknown.returncode, unknown.stderr[:5]) == (1, "C011 ")
    late = run(house, "explain", "TOTAL", "2030-01")
    assert (late.returncode, late.stderr[:5]) == (1, "E405 ")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_the_pages_are_served_on_this_machine_alone(house, demo):
    port = free_port()
    command = [sys.executable, "-m", "nhip.cli", "serve"]
    server = subprocess.Popen(
        command, env={**house, "NHIP_PORT": str(port)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        status = _ask(f"http://127.0.0.1:{port}/", server)
        assert status == 200
        with socket.socket() as other:
            other.settimeout(2)
            # 127.0.0.2 is this machine as well, but not the address that was promised.
            assert other.connect_ex(("127.0.0.2", port)) != 0
        taken = run(house, "serve", "--port", port)
        assert taken.returncode == 2
        assert taken.stderr.startswith(f"C007 127.0.0.1:{port}: cannot listen there")
    finally:
        server.send_signal(signal.SIGINT)
        out, err = server.communicate(timeout=30)
    assert f"Nhịp is at http://127.0.0.1:{port}/" in out
    assert "Traceback" not in err


def _ask(address: str, server: subprocess.Popen[str]) -> int:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own server
                return answer.status
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    return 0


def test_the_demonstration_has_a_sign_in_for_each_role(house, demo):
    roles = {"reporter", "officer", "statistician", "approver", "leader", "administrator"}
    assert {person["role"] for person in demo["people"]} == roles
    assert all(person["password"] for person in demo["people"])
    code = run(house, "people", "code", "officer", "--json")
    assert code.returncode == 0, code.stderr
    assert json.loads(code.stdout)["code"].isdigit()
    refused = run(house, "people", "code", "nobody")
    assert (refused.returncode, refused.stderr[:4]) == (2, "C004")


def test_people_are_added_from_the_command_line(house, demo):
    added = run(house, "people", "add", "hoa@example.vn", "--name", "Lý Thị Hoa", "--role", "officer,leader", "--json")
    assert added.returncode == 0, added.stderr
    told = json.loads(added.stdout)
    assert told["roles"] == ["leader", "officer"]
    assert told["link"].startswith("/")
    listed = run(house, "people", "list")
    assert "hoa@example.vn  Lý Thị Hoa  leader, officer" in listed.stdout
    again = run(house, "people", "link", "hoa@example.vn")
    assert "hoa@example.vn: open this path" in again.stdout
    for words, what in (
        (["add", "x"], "C003"),
        (["add", "y", "--name", "Y", "--role", "king"], "C004"),
        (["add", "z", "--name", "Z", "--role", "reporter", "--enterprise", "1"], "C004"),
        (["add", "hoa@example.vn", "--name", "Hoa"], "C004"),
        (["link", "nobody"], "C004"),
        (["code"], "C003"),
    ):
        refused = run(house, "people", *words)
        assert (refused.returncode, refused.stderr[:4]) == (2, what)
    assert "\ny " not in run(house, "people", "list").stdout
