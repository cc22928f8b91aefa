"""Find the Chromium the browser tests drive, or install one; print where it is.

First whatever is on the machine; on Debian as root the package; elsewhere the one Playwright brings.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# The shell without windows first: it draws no surface of its own, which is a third of a browser's work here.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class ChromiumMissing(RuntimeError):
    """No Chromium is there and none could be installed; the message says what to do."""


def find() -> str | None:
    """Return the path of a Chromium that is there, if one is."""
    if chosen := os.environ.get("ISKAN_CHROMIUM"):
        return chosen
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or _playwright_own()


def ensure() -> str:
    """Return the path of a Chromium, installing one where none is."""
    path = find()
    if path is None:
        _install()
        path = find()
    if path is None:
        raise ChromiumMissing(
            "The browser tests need Chromium. Install it (Debian: apt-get install chromium; macOS: brew install "
            "chromium), or say where it is: ISKAN_CHROMIUM=/path/to/chromium make test"
        )
    return path


def _install() -> None:
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("  · Chromium, from the distribution's packages …", flush=True)
        _try("apt-get", "update", "-qq")
        for package in ("chromium-headless-shell", "chromium"):  # older distributions have no package of the shell
            if _try("apt-get", "install", "-y", "-qq", "--no-install-recommends", package):
                return
    else:
        print("  · Chromium, the one Playwright brings …", flush=True)
        _try(sys.executable, "-m", "playwright", "install", "chromium")


def _try(*command: str) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 -- our own
    if done.returncode != 0:
        print(done.stdout + done.stderr, file=sys.stderr)
    return done.returncode == 0


def _playwright_own() -> str | None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- slow, and seldom needed

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return str(path) if path.exists() else None


if __name__ == "__main__":
    try:
        print(f"  · Chromium: {ensure()}")
    except ChromiumMissing as missing:
        sys.exit(str(missing))
