"""How much of each floor the last test run went through, by line and branch, and whether that is enough."""

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
COVERAGE = Path(sys.prefix) / "bin" / "coverage"
# Percent each floor must reach. The started system of tests/resilience, and what a web server forks, are not followed.
FLOORS = {
    "core and policy": ("src/iskan/core/*,src/iskan/policy/*", 100),
    "foundation": ("src/iskan/foundation/*", 97),
    "integrations": ("src/iskan/integrations/*", 97),
    "apps": ("src/iskan/apps/*", 97),
    "surfaces": ("src/iskan/surfaces/*", 97),
    "config": ("src/iskan/config/*", 93),
}


def main() -> int:
    """Print each floor's percentage; where one is too low, list what was not gone through."""
    failed = 0
    for floor, (files, least) in FLOORS.items():
        total = float(_report(files, "--format=total", "--precision=1"))
        print(f"  {'✓' if total >= least else '✗'} coverage of {floor}: {total} % (at least {least})")
        if total < least:
            failed += 1
            print(_report(files, "--show-missing", "--skip-covered"))
    return 1 if failed else 0


def _report(files: str, *options: str) -> str:
    command = [str(COVERAGE), "report", f"--include={files}", "--ignore-errors", *options]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603 -- our own


if __name__ == "__main__":
    sys.exit(main())
