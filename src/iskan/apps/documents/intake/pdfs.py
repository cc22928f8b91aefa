"""PDFs are taken as they are, so that their issuers' signatures hold, once nothing in them runs, hides or carries."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import zipfile
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from iskan.apps.documents.intake import refusals
from iskan.apps.documents.intake.refusals import BadUpload

EXAMINER = Path(__file__).with_name("examiner.py")
TIMEOUT_SECONDS = 30
TAIL_BYTES = 2048
ENVIRONMENT = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
_FAULTS = {
    "damaged": refusals.DAMAGED_PDF,
    "encrypted": refusals.ENCRYPTED,
    "active": refusals.ACTIVE,
    "attachments": refusals.ATTACHMENTS,
    "xfa": refusals.XFA,
}

# Each examination is a process with up to a gigabyte of its own: no process of ours starts two at once.
_examiner = threading.Lock()


class ExaminerFailed(RuntimeError):
    """The examining process died, ran out of its time or memory, or spoke nonsense."""


def inspect_pdf(source: BinaryIO) -> int:
    """Return the number of pages.

    Raises:
        BadUpload: something forbids taking the file; the words say how to mend it.
    """
    if _carries_another_file(source):
        raise BadUpload(refusals.TWO_KINDS)
    try:
        verdict = json.loads(_examine(source, "inspect"))
    except (ExaminerFailed, ValueError) as fault:
        raise BadUpload(refusals.DAMAGED_PDF) from fault
    if fault_code := verdict.get("fault"):
        raise BadUpload(_FAULTS[fault_code])
    pages: int = verdict["pages"]
    if pages > settings.ISKAN_UPLOAD_MAX_PAGES:
        raise BadUpload(refusals.TOO_MANY_PAGES.format(limit=str(settings.ISKAN_UPLOAD_MAX_PAGES)))
    return pages


def draw_page(source: BinaryIO, *, page: int, width: int) -> bytes:
    """Return one page as JPEG.

    Raises:
        ExaminerFailed: the page cannot be drawn.
    """
    return _examine(source, "draw", str(page), str(width))


def _carries_another_file(source: BinaryIO) -> bool:
    """Say whether anything follows the PDF's end, or an archive's directory closes it."""
    size = source.seek(0, 2)
    source.seek(max(0, size - TAIL_BYTES))
    _before, end, after = source.read().rpartition(b"%%EOF")
    source.seek(0)
    return bool(end and after.strip(b"\x00\r\n\t \x1a")) or zipfile.is_zipfile(source)


def _examine(source: BinaryIO, *words: str) -> bytes:
    source.seek(0)
    command = [sys.executable, "-I", str(EXAMINER), *words]
    with _examiner, tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(source, copy)
        copy.seek(0)
        try:
            ended = subprocess.run(  # noqa: S603 -- our own program
                command, stdin=copy, capture_output=True, timeout=TIMEOUT_SECONDS, check=True, env=ENVIRONMENT
            )
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as fault:
            raise ExaminerFailed(str(fault)) from fault
    return ended.stdout
