"""Documents are set with Typst: tagged, archival PDF with our own fonts and nothing from the machine it runs on."""

import io
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

import segno
from django.conf import settings
from django.utils import formats, timezone
from hijridate import Gregorian

from iskan.apps.documents.kinds import Contents
from iskan.apps.documents.press.codes import shown_code
from iskan.apps.documents.press.letters import printable
from iskan.apps.documents.press.setting import set_paper
from iskan.core.text import Text
from iskan.foundation import budgets, sandbox
from iskan.foundation.language import Spoken, speaking

if TYPE_CHECKING:
    import typst

TEMPLATES = Path(__file__).resolve().parents[1] / "typst"
STANDARD: Final = "a-2a"
RECORD_LIMITS: Final = sandbox.JobLimits(
    cpu_seconds=budgets.RECORD_CPU_SECONDS,
    wall_seconds=budgets.RECORD_SECONDS,
    memory_bytes=budgets.RECORD_MEMORY_BYTES,
)


class FontsMissing(RuntimeError):
    """The fonts documents are set in have not been built."""


class UnknownTemplate(LookupError):
    """A service names a template nobody drew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentHead:
    """What every document carries whatever it says: its name, the case, the code that checks it, and its days."""

    name: Text
    case_reference: str
    token: str
    issued_at: datetime
    valid_from: date
    valid_until: date | None = None


def typeset(*, template: str, contents: Contents, paper: DocumentHead) -> bytes:
    """Return a document as PDF, not yet signed."""
    import typst  # noqa: PLC0415 -- a large library, loaded where it is used so that web processes stay small

    source = TEMPLATES / f"{template}.typ"
    if not source.is_file():
        raise UnknownTemplate(template)
    address = verification_url(paper.token)
    words = {
        **asdict(contents),
        "name": paper.name,
        "reference": paper.case_reference,
        "code": shown_code(paper.token),
        "address": address,
        "shown_address": verification_url().split("://", 1)[-1],
        "issued_on": timezone.localdate(paper.issued_at),
        "valid_from": paper.valid_from,
        "valid_until": paper.valid_until,
        "qr": _qr(address),
    }
    return typst.compile(
        source,
        root=TEMPLATES,
        format="pdf",
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(_set(words), ensure_ascii=False)},
        pdf_standards=STANDARD,
        timestamp=int(paper.issued_at.timestamp()),
    )


def typeset_record(*, template: str, words: dict[str, Any], at: datetime) -> bytes:
    """Return a long paper as PDF, set in a process of its own within limits of time and memory.

    Raises:
        SandboxBusy, SandboxFailed: there was no room for it, or it is too long.
    """
    kept = json.dumps(_set(words), ensure_ascii=False).encode()
    printed: bytes = sandbox.run(
        set_paper, io.BytesIO(kept), RECORD_LIMITS, template=str(TEMPLATES / f"{template}.typ"), root=str(TEMPLATES),
        fonts=str(settings.ISKAN_FONTS_DIR), standard=STANDARD, at=int(at.timestamp()),
    )  # fmt: skip
    return printed


def _set(words: dict[str, Any]) -> Any:
    """Return the words as the templates read them, in letters our fonts have."""
    told = json.loads(json.dumps(words, default=_written, ensure_ascii=False))
    return printable(told, Path(settings.ISKAN_FONTS_DIR))


def verification_url(token: str = "") -> str:
    """Return the public address that says whether a document is valid, or the one that asks for its code."""
    return urljoin(settings.SITE_URL, f"/verify/{token}/" if token else "/verify")


@cache
def _fonts() -> "typst.Fonts":
    import typst  # noqa: PLC0415 -- a large library, loaded where it is used so that web processes stay small

    folder = settings.ISKAN_FONTS_DIR
    if not any(Path(folder).glob("*.ttf")):
        message = f"No fonts in {folder}: run `python -m iskan.surfaces.ui.build` first."
        raise FontsMissing(message)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


def _qr(address: str) -> str:
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=0, dark="#0a3b31", xmldecl=False)
    return drawn.getvalue().decode()


def _written(value: Any) -> Any:
    """Write words and days for both columns; a day in full, and by the Hijri calendar."""
    if isinstance(value, date):
        return {"ar": _day(value, "ar"), "en": _day(value, "en")}
    if isinstance(value, Text):
        return asdict(value)
    raise TypeError(type(value).__name__)


def _day(day: date, language: Spoken) -> dict[str, str]:
    umm_al_qura = Gregorian(day.year, day.month, day.day).to_hijri()
    hijri = f"{umm_al_qura.day} {umm_al_qura.month_name(language)} {umm_al_qura.year}"
    with speaking(language):
        return {"day": formats.date_format(day, "j F Y"), "hijri": f"{hijri} {'هـ' if language == 'ar' else 'AH'}"}
