"""Write the software bill of materials in CycloneDX, and hold what the locks name to the licences we allow.

    python scripts/bill_of_materials.py write build/iskan.cdx.json
    python scripts/bill_of_materials.py check
    python scripts/bill_of_materials.py advisories

The locks say what is shipped and under which hashes; under which licence is said by the installed packages.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

PROJECT: Final = Path(__file__).resolve().parents[1]
LOCKS: Final = ("runtime",)
PIN: Final = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?: ; (?P<when>[^\\]+))?")
DIGEST: Final = re.compile(r"--hash=sha256:([0-9a-f]{64})")
# What we may ship without asking anybody; copyleft that reaches no further than the library itself is among them.
ALLOWED: Final = (
    "0BSD", "Apache", "BlueOak", "BSD", "CC0", "CC-BY-4.0", "CNRI-Python", "HPND", "ISC", "LGPL",
    "Lesser General Public", "MIT", "MPL", "Mozilla", "OFL", "PSF", "Public Domain", "Python Software Foundation",
    "Unicode", "Unlicense", "UPL", "Zlib", "ZPL",
)  # fmt: skip
_NAMES_ONE: Final = re.compile(rf"\b({'|'.join(map(re.escape, ALLOWED))})", re.IGNORECASE)
UNCHECKED: Final = "NOT CHECKED for known advisories"
# Packages of other machines, which are not installed here to tell it.
TOLD_ELSEWHERE: Final = {"colorama": "BSD-3-Clause"}
# Not allowed, and yet shipped: each with its licence and why. Whoever hands the system on to others reads these first.
EXCEPTIONS: Final = {
    "pillow-heif": "BSD-3-Clause: its wheels carry x265 under GPL-2.0, an encoder that reading pictures never calls; "
    "to be left out of what is handed on. The wheels without it (pi-heif) ended with a decoder known to be unsafe",
}


@dataclass(frozen=True)
class Shipped:
    """One package of a lock: where it is from, its version, its files' hashes, its licence where that is known."""

    kind: str
    name: str
    version: str
    digests: tuple[str, ...]
    licence: str

    @property
    def reference(self) -> PackageURL:
        group, _slash, name = self.name.rpartition("/")
        return PackageURL(self.kind, group or None, name, self.version)


def shipped() -> list[Shipped]:
    """Return everything the locks of the running system name, each version once."""
    found = {
        (one.kind, one.name, one.version): one
        for lock in LOCKS
        for one in _of_python(PROJECT / f"requirements/{lock}.txt")
    }
    found |= {(one.kind, one.name, one.version): one for one in _of_npm(PROJECT / "package-lock.json")}
    return [found[key] for key in sorted(found)]


def _of_python(lock: Path) -> Iterator[Shipped]:
    for block in re.split(r"\n(?=[A-Za-z0-9])", lock.read_text(encoding="utf-8")):
        if pin := PIN.match(block):
            name = pin["name"].lower()
            yield Shipped("pypi", name, pin["version"], tuple(DIGEST.findall(block)), _licence(name))


def _of_npm(lock: Path) -> Iterator[Shipped]:
    for path, told in json.loads(lock.read_text(encoding="utf-8"))["packages"].items():
        if path and not told.get("link"):
            name = path.rpartition("node_modules/")[2]
            yield Shipped("npm", name, told["version"], (), str(told.get("license", "")))


def _licence(name: str) -> str:
    """Return the licence an installed package tells: its expression, its classifiers, or its own words."""
    if name in TOLD_ELSEWHERE:
        return TOLD_ELSEWHERE[name]
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    classified = [line.rpartition(":: ")[2] for line in told.get_all("Classifier", []) if line.startswith("License ::")]
    named = [line for line in classified if line != "OSI Approved"]
    return told.get("License-Expression") or "; ".join(named) or (told.get("License") or "").partition("\n")[0]


def unlicensed(packages: list[Shipped]) -> list[str]:
    """Return what may not be shipped: under a licence that is not allowed, or under none that is told."""
    return [
        f"{one.name} {one.version}: {one.licence or 'tells no licence'}"
        for one in packages
        if not _is_allowed(one) and not EXCEPTIONS.get(one.name, "").startswith(f"{one.licence}:")
    ]


def _is_allowed(one: Shipped) -> bool:
    """Say whether one of the licences offered is allowed, or all of those that hold together."""
    offered = re.split(r"\s+OR\s+|;", one.licence.strip("()"))
    return any(
        all(_NAMES_ONE.search(part) for part in re.split(r"\s+AND\s+", choice)) for choice in offered if choice.strip()
    )


def bill(packages: list[Shipped]) -> str:
    """Return the bill of materials as CycloneDX 1.6 in JSON."""
    made = Bom()
    ours = made.metadata.component = Component(name="iskan", type=ComponentType.APPLICATION, bom_ref="iskan")
    parts = [_component(one) for one in packages]
    made.components.update(parts)
    made.register_dependency(ours, parts)
    return JsonV1Dot6(made).output_as_string(indent=1)


def _component(one: Shipped) -> Component:
    return Component(
        name=one.name, version=one.version, type=ComponentType.LIBRARY, purl=one.reference,
        bom_ref=str(one.reference), licenses=[DisjunctiveLicense(name=one.licence)] if one.licence else (),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in one.digests],
    )  # fmt: skip


def advisories() -> int:
    """Ask for known advisories about what the lock names; what nobody tells us of is said aloud and fails nothing."""
    folder = PROJECT / ".venv" / "audit"
    if not folder.exists():
        print(f"{UNCHECKED}: pip-audit is not here (`make advisories` installs it).")
        return 0
    lock = str(PROJECT / "requirements" / "runtime.txt")
    options = ("--no-deps", "--disable-pip", "--timeout", "10", "--format", "json", "--progress-spinner", "off")
    command = [sys.executable, "-m", "pip_audit", "--requirement", lock, *options]
    env = os.environ | {"PYTHONPATH": str(folder)}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603 -- our own
    return judged(done.stdout)


def judged(told: str) -> int:
    """Print what an audit tells and return whether it found anything; silence is no clean bill."""
    try:
        packages = json.loads(told)["dependencies"]
    except ValueError:
        print(f"{UNCHECKED}: the service that lists them did not answer.")
        return 0
    skipped = [one["name"] for one in packages if "skip_reason" in one]
    known = [(one, fault) for one in packages for fault in one.get("vulns", ())]
    for one, fault in known:
        print(f"{one['name']} {one['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'none'}")
    if skipped:
        print(f"{UNCHECKED}: {len(skipped)} of {len(packages)} packages, of which the service knows nothing.")
    return 1 if known else 0


def main(arguments: list[str]) -> int:
    """Write, check, or ask for advisories."""
    match arguments:
        case ["write", path]:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_text(bill(shipped()), encoding="utf-8")
            return 0
        case ["check"]:
            wrong = unlicensed(shipped())
            print("\n".join(wrong))
            return 1 if wrong else advisories()
        case ["advisories"]:
            return advisories()
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
