"""Find a Chromium for the browser tests, or install one.

In this order: NHIP_CHROMIUM, a browser on PATH, Playwright's own, Debian's package, Playwright's download.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# No sandbox, because containers refuse it to root; nothing that calls home.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ADVICE = (
    "The browser tests need Chromium, and none was found or could be installed. "
    "On Debian: apt install chromium. Or name one: NHIP_CHROMIUM=/path/to/chromium"
)


def find() -> str | None:
    """Return the path of a Chromium, or None."""
    named = os.environ.get("NHIP_CHROMIUM")
    if named:
        return shutil.which(named) or sys.exit(f"NHIP_CHROMIUM names {named}, which is not a program")
    return next((path for name in NAMES if (path := shutil.which(name))), None) or playwright()


def playwright() -> str | None:
    """Return the path of the Chromium that Playwright installed for itself, or None."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        path = play.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> bool:
    """Install a Chromium; return whether something said it did."""
    if shutil.which("apt-get"):
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"] if shutil.which("sudo") else None
        if sudo is not None:
            apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
            package = [*apt, "install", "--yes", "--no-install-recommends", "chromium"]
            print("Installing Debian's chromium for the browser tests", flush=True)
            if run(package) or (run([*apt, "update"]) and run(package)):
                return True
    return run([sys.executable, "-m", "playwright", "install", "chromium"])


def run(command: list[str]) -> bool:
    """Run a command that may fail; what it says is shown only when it fails."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{' '.join(command)}: {done.stdout[-500:]}{done.stderr[-500:]}", file=sys.stderr)
    return done.returncode == 0


def main() -> None:
    """Say which Chromium the tests will use, or fail with advice."""
    path = find() or (install() and find())
    if not path:
        sys.exit(ADVICE)
    print(f"Chromium: {path}")


if __name__ == "__main__":
    main()
