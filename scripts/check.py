"""Every check that needs no test run, two at a time; what fails is shown in full."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PROGRAMS = Path(sys.prefix) / "bin"
UNCHECKED = "NOT CHECKED"
DEPLOYMENT = ("python", "-m", "pytest", "tests/config/test_deployment.py", "-q", "-p", "no:cacheprovider")


@dataclass(frozen=True)
class Check:
    """One command whose exit code says whether the sources are as they should be."""

    title: str
    command: tuple[str, ...]

    def run(self) -> tuple[float, int, str]:
        started = time.monotonic()
        done = subprocess.run(  # noqa: S603 -- our own command lines
            (str(PROGRAMS / self.command[0]), *self.command[1:]),
            cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, check=False,
        )  # fmt: skip
        return time.monotonic() - started, done.returncode, done.stdout


CHECKS = (
    Check("Types (mypy, strict)", ("mypy",)),
    Check("Style and likely mistakes (ruff)", ("ruff", "check")),
    Check("Format (ruff)", ("ruff", "format", "--check")),
    Check("Layers and rooms (import-linter)", ("lint-imports", "--no-cache")),
    Check("Templates (djlint)", ("djlint", "--lint", "--quiet", "src/iskan")),
    Check("Migrations are complete", ("iskan", "makemigrations", "--check", "--dry-run")),
    Check("Deployment settings", DEPLOYMENT),
    Check("Licences of what is shipped; known advisories", ("python", "scripts/bill_of_materials.py", "check")),
    Check("Interface words are all translated", ("python", "scripts/messages.py", "check")),
    Check(
        "House rules",
        (
            "python",
            "-m",
            "pytest",
            "tests/architecture/test_files.py",
            "tests/architecture/test_code.py",
            "-q",
            "-p",
            "no:cacheprovider",
        ),
    ),
)


def main(names: list[str]) -> int:
    """Run the checks whose titles hold one of the words given, or all."""
    chosen = [check for check in CHECKS if not names or any(name.lower() in check.title.lower() for name in names)]
    failed = 0
    with ThreadPoolExecutor(max_workers=2) as pool:
        for check, (seconds, code, output) in zip(chosen, pool.map(Check.run, chosen), strict=True):
            print(f"  {'✓' if code == 0 else '✗'} {check.title} {seconds:.1f} s", flush=True)
            failed += bool(code)
            # What could not be looked at is said aloud, though it fails nothing.
            if code or UNCHECKED in output:
                print(output, flush=True)
    print(f"{len(chosen) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
