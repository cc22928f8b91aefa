"""Package indexes on this machine that write down what they are asked for and offer a newer version of everything.

Each package is a small file of its own with the true name and version; it asks for one more that no lock names, so that
whoever follows a dependency is seen to.
"""

import base64
import gzip
import hashlib
import io
import json
import tarfile
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import metadata
from typing import Any
from urllib.parse import unquote

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

TOMORROW = "9999.0"
IN_NO_LOCK = "in-no-lock"


@dataclass
class Index:
    """A server whose pages are prepared; what it was asked for is kept, whether it had it or not."""

    pages: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    address: str = ""

    @contextmanager
    def serving(self) -> Iterator[None]:
        index = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = unquote(self.path)
                index.asked.append(path)
                found = index.pages.get(path)
                body = (found or b"").replace(b"ADDRESS", index.address.encode())
                self.send_response(404 if found is None else 200)
                kind = "text/html" if path.endswith("/") else "application/octet-stream"
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Write nothing to the terminal."""

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            self.address = f"http://127.0.0.1:{server.server_port}"
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield
            server.shutdown()


@dataclass(frozen=True)
class Wheel:
    """A package of Python's: its true name, version and requirements, and nothing inside."""

    name: str
    version: str

    @property
    def file(self) -> str:
        return f"{self.name.replace('-', '_')}-{self.version}-py3-none-any.whl"

    def content(self) -> bytes:
        folder = f"{self.name.replace('-', '_')}-{self.version}.dist-info"
        needs = [*requirements_of(self.name), IN_NO_LOCK]
        head = ["Metadata-Version: 2.1", f"Name: {self.name}", f"Version: {self.version}"]
        described = "\n".join([*head, *(f"Requires-Dist: {need}" for need in needs), ""])
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(f"{folder}/METADATA", described)
            archive.writestr(f"{folder}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            archive.writestr(f"{folder}/RECORD", "")
        return buffer.getvalue()


def requirements_of(name: str) -> list[str]:
    """Return what a package asks for, where it stands in this environment; those for other machines are not there."""
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []


def python_index(pins: list[Requirement]) -> tuple[Index, str]:
    """Return an index of the pinned packages, and the lock that names them with the hashes they have there."""
    index, lock = Index(), []
    for pin in pins:
        name, version = canonicalize_name(pin.name), next(iter(pin.specifier)).version
        wheels = {wheel.file: wheel.content() for wheel in (Wheel(name, version), Wheel(name, TOMORROW))}
        index.pages |= {f"/files/{file}": content for file, content in wheels.items()}
        links = "".join(f'<a href="/files/{file}">{file}</a>' for file in wheels).encode()
        index.pages[f"/simple/{name}/"] = index.pages.get(f"/simple/{name}/", b"") + links
        digest = hashlib.sha256(wheels[Wheel(name, version).file]).hexdigest()
        lock.append(f"{pin} --hash=sha256:{digest}")
    return index, "\n".join(lock)


def node_index(lock: Mapping[str, Any]) -> tuple[Index, dict[str, Any]]:
    """Return a registry of the locked front-end packages, and the lock with the digests they have there."""
    index, packages = Index(), {}
    kept: dict[str, dict[str, Any]] = {}
    for path, entry in lock["packages"].items():
        packages[path] = dict(entry)
        if not path:
            continue
        name = path.rpartition("node_modules/")[2]
        versions = kept.setdefault(name, {})
        for version in (entry["version"], TOMORROW + ".0"):
            content = node_package({**entry, "name": name, "version": version})
            file = f"/files/{name}/{version}.tgz"
            index.pages[file] = content
            versions[version] = {
                **entry, "name": name, "version": version,
                "dist": {"tarball": f"ADDRESS{file}", "integrity": integrity(content)},
            }  # fmt: skip
        packages[path]["integrity"] = versions[entry["version"]]["dist"]["integrity"]
    for name, versions in kept.items():
        page = {"name": name, "dist-tags": {"latest": f"{TOMORROW}.0"}, "versions": versions}
        index.pages[f"/{name}"] = json.dumps(page).encode()
    return index, {**lock, "packages": packages}


def node_package(described: Mapping[str, Any]) -> bytes:
    """Return the packed file of a package that holds its description alone, the same to the byte at any time."""
    text = json.dumps({name: value for name, value in described.items() if name != "integrity"}).encode()
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        entry = tarfile.TarInfo("package/package.json")
        entry.size = len(text)
        archive.addfile(entry, io.BytesIO(text))
    return gzip.compress(buffer.getvalue(), mtime=0)


def integrity(content: bytes) -> str:
    return "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()
