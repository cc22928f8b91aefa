"""The virus scanner: clamd, when an address is configured."""

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import BinaryIO

from django.conf import settings

from iskan.apps.documents.enums import ScanResult
from iskan.apps.documents.intake import clamd
from iskan.apps.documents.intake.refusals import INFECTED, SCANNER_DOWN, BadUpload, ScannerUnavailable
from iskan.foundation import budgets

# A scanner that says its word letter by letter holds one of these, and whoever comes meanwhile is told that it is down.
_scans = ThreadPoolExecutor(budgets.SCANS_AT_ONCE, thread_name_prefix="virus-scan")
logger = logging.getLogger(__name__)


def scan(source: BinaryIO) -> ScanResult:
    """Stream a file to the scanner.

    Raises:
        BadUpload: a virus was found.
        ScannerUnavailable: the scanner is configured and gives no verdict.
    """
    if not settings.ISKAN_CLAMD:
        return ScanResult.NOT_CONFIGURED
    source.seek(0)
    state, found = _verdict(source)
    if state == "FOUND":
        logger.warning("The virus scanner refused an upload: %s", found)
        raise BadUpload(INFECTED)
    if state != "OK":
        logger.error("The virus scanner gave no verdict: %s %s", state, found)
        raise ScannerUnavailable(SCANNER_DOWN)
    return ScanResult.CLEAN


def _verdict(source: BinaryIO) -> tuple[str, str]:
    try:
        asked = _scans.submit(clamd.verdict, settings.ISKAN_CLAMD, source, seconds=budgets.SCAN_SECONDS)
        return asked.result(budgets.SCAN_SECONDS)
    except clamd.StreamTooLong as fault:
        logger.exception("clamd's StreamMaxLength is below the size of file people may send")
        raise ScannerUnavailable(SCANNER_DOWN) from fault
    except (OSError, ValueError) as fault:
        logger.exception("The virus scanner at %s does not answer", settings.ISKAN_CLAMD)
        raise ScannerUnavailable(SCANNER_DOWN) from fault
