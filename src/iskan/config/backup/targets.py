"""Where sets are kept: folders, and buckets of whatever speaks S3. A set is whole once its manifest is there."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, Protocol, Self

from django.conf import settings

from iskan.config.backup.manifest import NAME as MANIFEST

S3: Final = "s3://"
LATEST: Final = "latest"
_NAMED: Final = "iskan-%Y%m%dT%H%M%SZ"


class NoSuchSet(RuntimeError):
    """There is no set of that name, or none at all."""


@dataclass(frozen=True, slots=True, order=True)
class StoredSet:
    """A set as it lies in a target: when it was begun, under which name, how large, and whether it was finished."""

    begun_at: datetime
    name: str
    size: int
    is_whole: bool

    @classmethod
    def of(cls, name: str, sizes: dict[str, int]) -> Self | None:
        """Return the set of a folder's name and its files; of another folder none."""
        try:
            begun_at = datetime.strptime(name, _NAMED).replace(tzinfo=UTC)
        except ValueError:
            return None
        return cls(begun_at, name, sum(sizes.values()), MANIFEST in sizes)


class BackupTarget(Protocol):
    """A place of sets."""

    @property
    def address(self) -> str:
        """Return how it is named in settings and commands."""

    def sets(self) -> list[StoredSet]:
        """Return what lies here, the oldest first."""

    def put(self, folder: Path) -> None:
        """Keep a set, its manifest last."""

    def fetch(self, name: str, into: Path) -> Path:
        """Return a folder with the set, copied into another where it does not lie in one."""

    def remove(self, name: str) -> None:
        """Remove a set, its manifest first, so that half of one is never taken for whole."""


@dataclass(frozen=True)
class FolderTarget:
    """Sets in a folder."""

    address: str

    def sets(self) -> list[StoredSet]:
        found = [path for path in Path(self.address).glob("iskan-*") if path.is_dir()]
        sets = (StoredSet.of(path.name, {file.name: file.stat().st_size for file in path.iterdir()}) for path in found)
        return sorted(kept for kept in sets if kept)

    def put(self, folder: Path) -> None:
        kept = Path(self.address) / folder.name
        if kept.resolve() == folder.resolve():
            return
        kept.mkdir(parents=True, mode=0o700)
        for path in _manifest_last(folder):
            shutil.copyfile(path, kept / path.name)

    def fetch(self, name: str, into: Path) -> Path:
        del into
        return Path(self.address) / name

    def remove(self, name: str) -> None:
        folder = Path(self.address) / name
        (folder / MANIFEST).unlink(missing_ok=True)
        shutil.rmtree(folder)


@dataclass(frozen=True)
class BucketTarget:
    """Sets below a prefix of a bucket."""

    address: str

    @cached_property
    def _bucket(self) -> Any:
        import boto3  # noqa: PLC0415 -- only where a bucket is named

        name = self.address.removeprefix(S3).partition("/")[0]
        return boto3.resource("s3", endpoint_url=settings.ISKAN_BACKUP_S3_ENDPOINT or None).Bucket(name)

    @property
    def _prefix(self) -> str:
        below = self.address.removeprefix(S3).partition("/")[2].strip("/")
        return f"{below}/" if below else ""

    def sets(self) -> list[StoredSet]:
        found: dict[str, dict[str, int]] = {}
        for kept in self._bucket.objects.filter(Prefix=f"{self._prefix}iskan-"):
            name, _, file = kept.key.removeprefix(self._prefix).partition("/")
            found.setdefault(name, {})[file] = kept.size
        return sorted(kept for name, sizes in found.items() if (kept := StoredSet.of(name, sizes)))

    def put(self, folder: Path) -> None:
        for path in _manifest_last(folder):
            self._bucket.upload_file(str(path), f"{self._prefix}{folder.name}/{path.name}")

    def fetch(self, name: str, into: Path) -> Path:
        folder = into / name
        folder.mkdir(mode=0o700)
        for kept in self._bucket.objects.filter(Prefix=f"{self._prefix}{name}/"):
            self._bucket.download_file(kept.key, str(folder / Path(kept.key).name))
        if not any(folder.iterdir()):
            raise NoSuchSet(f"{self.address} holds no {name}")
        return folder

    def remove(self, name: str) -> None:
        self._bucket.Object(f"{self._prefix}{name}/{MANIFEST}").delete()
        self._bucket.objects.filter(Prefix=f"{self._prefix}{name}/").delete()


def target(address: str) -> BackupTarget:
    """Return the target of an address: ``s3://bucket/prefix``, or a folder."""
    return BucketTarget(address) if address.startswith(S3) else FolderTarget(address)


def bucket_faults() -> tuple[type[Exception], ...]:
    """Return what a bucket's library raises: it is away, refuses us, or has no such thing."""
    from boto3.exceptions import Boto3Error  # noqa: PLC0415 -- only what deals with sets needs it
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 -- as above

    return BotoCoreError, ClientError, Boto3Error


@contextmanager
def located(source: str) -> Iterator[Path]:
    """Yield the folder of a set: one that is named, one fetched from a bucket, or ``latest`` of the first target.

    Raises:
        NoSuchSet: there is none.
    """
    where, name = _named(source)
    scratch = settings.ISKAN_BACKUP_DIR or settings.DATA_DIR
    scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
    with TemporaryDirectory(dir=scratch, prefix="fetched-") as into:
        yield where.fetch(name, Path(into))


def _named(source: str) -> tuple[BackupTarget, str]:
    if source != LATEST:
        place, _, name = source.rstrip("/").rpartition("/")
        return target(place or "."), name
    if not settings.ISKAN_BACKUP_TARGETS:
        raise NoSuchSet("No target is named: set ISKAN_BACKUP_TARGET or ISKAN_BACKUP_DIR.")
    first = target(settings.ISKAN_BACKUP_TARGETS[0])
    whole = [kept for kept in first.sets() if kept.is_whole]
    if not whole:
        raise NoSuchSet(f"{first.address} holds no whole set.")
    return first, whole[-1].name


def _manifest_last(folder: Path) -> list[Path]:
    return sorted(folder.iterdir(), key=lambda path: path.name == MANIFEST)
