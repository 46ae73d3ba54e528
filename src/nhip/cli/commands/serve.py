"""`nhip serve`: the pages, on this machine alone unless told otherwise."""

from __future__ import annotations

import argparse
import os
import sys

from nhip.cli.outcome import CommandFault, Exit, print_json
from nhip.cli.tongue import Tongue

NAME = "serve"
SUMMARY = ("mở các trang web của Nhịp", "serve the pages of Nhịp")
DETAILS = (
    """\
Chỉ máy này truy cập được (127.0.0.1), trừ khi chỉ rõ --host. Dừng bằng Ctrl-C.
Muốn mở ra mạng, hãy đọc docs/operation.md trước.

Ví dụ:
  nhip serve
  nhip serve --port 8080""",
    """\
Only this machine can ask (127.0.0.1), unless --host says otherwise. Stop it with Ctrl-C.
Before opening it to a network, read docs/operation.md.

Examples:
  nhip serve
  nhip serve --port 8080""",
)
LOOPBACK = ("127.0.0.1", "localhost", "::1")
PORT = 8000


def add_options(parser: argparse.ArgumentParser, tongue: Tongue) -> None:
    """Declare the options."""
    parser.add_argument(
        "--port",
        type=int,
        metavar="N",
        help=tongue("cổng (mặc định: biến NHIP_PORT, nếu không thì 8000)", "port (default: NHIP_PORT, else 8000)"),
    )
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="ADDRESS",
        help=tongue("địa chỉ lắng nghe (mặc định 127.0.0.1)", "address to listen on (default 127.0.0.1)"),
    )


def run(asked: argparse.Namespace, tongue: Tongue) -> Exit:
    """Bring the database and the static files up to date, say what is missing, and become the server."""
    port = asked.port if asked.port is not None else _port_of_the_environment()
    _must_be_free(asked.host, port)
    from nhip.cli.site import prepare_site

    prepare_site()
    from nhip.intake.imports.reconciling import reconcile_batches
    from nhip.releases.queries import latest_run

    # An import that was cut off with the last server is told so before anybody asks.
    reconcile_batches()

    has_data = latest_run() is not None
    if not has_data:
        print(
            tongue(
                "Chưa có số liệu nào được tính. Chạy `nhip demo` để dựng tỉnh minh hoạ.",
                "Nothing has been compiled yet. Run `nhip demo` for the demonstration province.",
            ),
            file=sys.stderr,
        )
    if asked.host not in LOOPBACK:
        print(
            tongue(
                f"Chú ý: {asked.host} có thể truy cập được từ máy khác; xem docs/operation.md.",
                f"Note: other machines may reach {asked.host}; see docs/operation.md.",
            ),
            file=sys.stderr,
        )
    shown = f"[{asked.host}]" if ":" in asked.host else asked.host
    if asked.json:
        print_json({"address": f"http://{shown}:{port}/", "data": has_data})
    else:
        print(
            tongue(f"Nhịp ở http://{shown}:{port}/ · dừng: Ctrl-C", f"Nhịp is at http://{shown}:{port}/ · Ctrl-C ends")
        )
    sys.stdout.flush()
    words = (
        f"-m gunicorn --workers 2 --threads 4 --log-level warning --bind {shown}:{port} nhip.config.wsgi:application"
    )
    # The server takes the place of this process, so that signals and the exit code are its own.
    os.execv(sys.executable, [sys.executable, *words.split()])  # noqa: S606 - our own words


def _port_of_the_environment() -> int:
    text = os.environ.get("NHIP_PORT") or str(PORT)
    if not text.isdecimal():
        raise CommandFault(
            "C004",
            "NHIP_PORT phải là số, ví dụ 8000.",
            "NHIP_PORT must be a number, such as 8000.",
            variable="NHIP_PORT",
            value=text,
        )
    return int(text)


def _must_be_free(host: str, port: int) -> None:
    """Find out before loading anything; the server itself would try again and again."""
    if not 0 < port < 65536:
        raise CommandFault(
            "C004", "cổng phải từ 1 đến 65535.", "a port lies between 1 and 65535.", option="--port", value=port
        )
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as wrong:
        reason = wrong.strerror or str(wrong)
        other = port + 1 if port < 65535 else PORT
        raise CommandFault(
            "C007",
            f"không lắng nghe được ở đây ({reason}); hãy chọn cổng khác: nhip serve --port {other}",
            f"cannot listen there ({reason}); choose another port: nhip serve --port {other}",
            address=f"{host}:{port}",
        ) from wrong
