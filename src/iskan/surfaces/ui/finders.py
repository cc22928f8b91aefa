"""Serve the few files the pages need from the installed front-end packages, and nothing else of them."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SERVED = {
    "packages/htmx.js": "htmx.org/dist/htmx.min.js",
    "packages/maplibre-gl.css": "maplibre-gl/dist/maplibre-gl.css",
    "packages/maplibre-gl.mjs": "maplibre-gl/dist/maplibre-gl.mjs",
    "packages/maplibre-gl-worker.mjs": "maplibre-gl/dist/maplibre-gl-worker.mjs",
}


class PackageFinder(BaseFinder):
    """Finds `packages/<name>` in `node_modules` by the table above."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.root = settings.PROJECT_ROOT / "node_modules"

    def find(self, path: str, find_all: bool = False, **_: Any) -> Any:  # noqa: FBT001, FBT002 -- Django's signature
        source = self.root / SERVED[path] if path in SERVED else None
        found = [str(source)] if source and source.is_file() else []
        return found if find_all else next(iter(found), [])

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        del ignore_patterns
        for name, source in SERVED.items():
            yield name, _OneFile(name, self.root / source)


class _OneFile(FileSystemStorage):
    """A storage that holds one file under its public name."""

    def __init__(self, name: str, source: Any) -> None:
        super().__init__(location=str(source.parent))
        self.name, self.source, self.prefix = name, source, ""

    def path(self, name: str) -> str:
        return str(self.source) if name == self.name else super().path(name)
