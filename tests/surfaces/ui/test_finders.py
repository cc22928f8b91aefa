"""Only the named files of the front-end packages are served."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

from iskan.surfaces.ui.finders import SERVED, PackageFinder


def test_named_files_are_found() -> None:
    for name, source in SERVED.items():
        found = finders.find(name)
        assert found is not None
        assert found.endswith(source)
        assert PackageFinder().find(name, find_all=True) == [found]


def test_the_rest_of_the_packages_is_not() -> None:
    assert PackageFinder().find("htmx.org/package.json") == []
    assert PackageFinder().find("packages/../package.json", find_all=True) == []


def test_a_missing_package_is_not_found(tmp_path: Path) -> None:
    finder = PackageFinder()
    finder.root = tmp_path
    assert finder.find(next(iter(SERVED))) == []


def test_listing_opens_each_file_under_its_public_name() -> None:
    listed = dict(PackageFinder().list([]))
    assert set(listed) == set(SERVED)
    for name, storage in listed.items():
        assert isinstance(storage, FileSystemStorage)
        with storage.open(name) as file:
            assert len(file.read()) > 1000
