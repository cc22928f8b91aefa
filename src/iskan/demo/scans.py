"""Scanned papers for the demonstration: set in Arabic, tilted and speckled as a scanner leaves them, made once each."""

import hashlib
import io
from functools import lru_cache
from typing import Final, NamedTuple

import typst
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageFilter

FOLDER: Final = "uploads/de"
TILTS: Final = (-1.4, -0.6, 0.5, 1.1)
PAPER: Final = (246, 243, 235)

_PAGE: Final = """
#set page(paper: "a5", margin: (x: 16mm, y: 18mm), fill: rgb("#fbf9f3"))
#set text(font: "IBM Plex Sans Arabic", size: 11pt, lang: "ar", dir: rtl)
#align(center)[#text(size: 9pt, fill: rgb("#8a8474"))[نموذج للعرض، لا قيمة له]]
#v(6mm)
#align(center)[#text(size: 17pt, weight: "bold")[{title}]]
#v(8mm)
{body}
#v(14mm)
#grid(columns: (1fr, 1fr), [التوقيع: #box(width: 30mm, line(length: 100%, stroke: 0.4pt))],
  align(end, rotate(-12deg, box(stroke: 1.6pt + rgb("#2a4f86"), radius: 50%, inset: 7mm,
    text(fill: rgb("#2a4f86"), weight: "bold")[ختم]))))
"""


class Paper(NamedTuple):
    """One kind of paper: the evidence it proves, what stands on it."""

    evidence: str
    title: str
    body: str


PAPERS: Final = (
    Paper("salary_statement", "شهادة راتب", "تشهد جهة العمل بأن المذكور يعمل لديها، وأن راتبه الأساسي وعلاواته الثابتة "
          "على ما هو مبين في كشف الراتب لهذا الشهر. أُعطيت هذه الشهادة بناءً على طلبه دون أدنى مسؤولية على جهة العمل."),
    Paper("military_identity", "إثبات هوية عسكرية", "يشهد مكتب شؤون الأفراد بأن المذكور من منتسبيه، وأن بطاقته سارية."),
    Paper("retirement_certificate", "شهادة تقاعد", "تشهد الهيئة بأن المذكور متقاعد، ومعاشه الشهري على ما هو مبين."),
    Paper("self_employed_form", "استمارة دخل صاحب العمل الحر",
          "أقر أنا الموقع أدناه بأن متوسط دخلي الشهري هو المبين."),
    Paper("custody_document", "وثيقة استمرار حضانة",
          "ثبت لدى المحكمة استمرار حضانة الأم لأبنائها القاصرين حتى تاريخه."),
    Paper("wife_permit", "رخصة إقامة", "رخصة إقامة سارية صادرة للزوجة المذكورة بكفالة زوجها."),
    Paper("husband_permit", "رخصة إقامة", "رخصة إقامة سارية صادرة للزوج المذكور."),
    Paper("husband_consent", "موافقة الزوج", "أوافق على أن تتقدم زوجتي بطلب الخدمة الإسكانية باسمها."),
    Paper("technical_report", "تقرير فني", "عاينت اللجنة الفنية العقار وتبين أنه غير صالح للسكن، ويلزم إخلاؤه."),
    Paper("no_insurance_statement", "إفادة بعدم التأمين",
          "تفيد الهيئة بأن المذكور غير مؤمن عليه في سجلاتها حتى تاريخه."),
    Paper("report", "تقرير مرفق بطلب استثناء", "بعد الاطلاع على حال الأسرة والمستندات المقدمة نوصي بالنظر في الطلب."),
)  # fmt: skip


class StoredScan(NamedTuple):
    """A stored scan that any number of cases may show."""

    name: str
    size: int
    digest: str
    title: str


def store_scans() -> dict[str, StoredScan]:
    """Keep a scan of each kind of paper, unless it is kept already; return them by kind of evidence."""
    return {paper.evidence: _stored(paper, TILTS[n % len(TILTS)]) for n, paper in enumerate(PAPERS)}


def _stored(paper: Paper, tilt: float) -> StoredScan:
    name = f"{FOLDER}/demo-{paper.evidence}"
    if default_storage.exists(name):
        with default_storage.open(name) as kept:
            content = kept.read()
    else:
        content = draw(paper, tilt)
        default_storage.save(name, ContentFile(content))
    return StoredScan(name=name, size=len(content), digest=hashlib.sha256(content).hexdigest(), title=paper.title)


def draw(paper: Paper, tilt: float) -> bytes:
    """Return a paper as a scanner would send it, as JPEG."""
    source = _PAGE.replace("{title}", paper.title).replace("{body}", paper.body)
    page = typst.compile(source.encode(), format="png", ppi=130.0, font_paths=fonts(), ignore_system_fonts=True)
    scan = Image.open(io.BytesIO(page)).convert("RGB")
    tilted = scan.rotate(tilt, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=PAPER)
    noise = Image.effect_noise(tilted.size, 14).convert("RGB")
    speckled = Image.blend(tilted, noise, 0.06).filter(ImageFilter.GaussianBlur(0.4))
    written = io.BytesIO()
    speckled.save(written, "JPEG", quality=72)
    return written.getvalue()


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Return the fonts of our own papers, and no other of the machine."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(settings.ISKAN_FONTS_DIR)]
    )
