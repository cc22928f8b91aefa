"""Why a sheet is not taken at all, and what its sender can do about it."""

from http import HTTPStatus
from typing import Final

from iskan.core.refusal import Refusal
from iskan.core.text import Text

MOST_ROWS: Final = 20_000


class BadSheet(Refusal):
    """The file cannot be read as a sheet of units; ``text`` says why, and the way out."""


class ReadersBusy(BadSheet):
    """So many files are read that this one would wait too long; it may be sent again."""

    text = Text(
        ar="تُفحص الآن ملفات كثيرة فلم يُقرأ هذا الملف. يرجى إرساله مرة أخرى بعد دقيقة.",
        en="Many files are being examined just now, so this one was not read. Send it again in a minute.",
    )
    status = HTTPStatus.SERVICE_UNAVAILABLE


EMPTY = Text(
    ar="الملف فارغ أو ليس فيه أي وحدة. نزّل القالب واملأه ثم أرسله.",
    en="The file is empty or holds no unit. Download the template, fill it in and send it.",
)
TOO_BIG = Text(
    ar="حجم الملف أكبر من الحد المسموح به وهو {limit} ميغابايت. قسّمه إلى أكثر من ملف.",
    en="The file is larger than {limit} MB, the most that can be sent. Split it into several files.",
)
WRONG_KIND = Text(
    ar="أرسل جدولًا بصيغة XLSX أو CSV؛ لا تُقبل الصيغ الأخرى مثل XLS وXLSM وODS.",
    en="Send a spreadsheet as .xlsx or .csv; other kinds, such as .xls, .xlsm or .ods, are not taken.",
)
DAMAGED = Text(
    ar="الملف تالف أو ليس جدولًا سليمًا. افتحه واحفظه من جديد بصيغة XLSX ثم أرسله.",
    en="The file is damaged or is no sound spreadsheet. Open it, save it again as .xlsx and send that.",
)
PROTECTED = Text(
    ar="الملف محمي بكلمة مرور. احفظ نسخة منه بلا حماية ثم أرسلها.",
    en="The file is protected by a password. Save a copy without protection and send that.",
)
MACROS = Text(
    ar="في الملف أوامر برمجية (ماكرو) أو محتوى مضمّن. انسخ الجدول وحده إلى ملف جديد ثم أرسله.",
    en="The file holds macros or embedded content. Copy the table alone into a new file and send that.",
)
SWOLLEN = Text(
    ar="محتوى الملف بعد فك ضغطه أكبر بكثير مما يلزم لجدول وحدات. انسخ الجدول وحده إلى ملف جديد ثم أرسله.",
    en="Unpacked, the file is far larger than any table of units. Copy the table alone into a new file and send that.",
)
INTRICATE = Text(
    ar="قراءة الملف تستغرق وقتًا أطول من المسموح لكثرة ما فيه من تنسيقات. انسخ الجدول وحده إلى ملف جديد ثم أرسله.",
    en="Reading the file takes longer than it may, it holds so much formatting. Copy the table alone into a new file "
    "and send that.",
)
TOO_MANY_ROWS = Text(
    ar=f"في الجدول أكثر من {MOST_ROWS:,} صف. قسّمه إلى أكثر من ملف.",
    en=f"The table has more than {MOST_ROWS:,} rows. Split it into several files.",
)
NOT_UTF8 = Text(
    ar="تعذرت قراءة حروف الملف. احفظه من برنامج الجداول بصيغة «CSV UTF-8» أو XLSX ثم أرسله.",
    en="The file is not encoded as UTF-8. Save it from your spreadsheet program as “CSV UTF-8” or .xlsx and send that.",
)
UNKNOWN_HEADERS = Text(
    ar="عناوين لا نعرفها في صف العناوين: {names}. استخدم عناوين القالب.",
    en="Headings we do not know in the row of headings: {names}. Use the headings of the template.",
)
HEADER_TWICE = Text(
    ar="العنوان «{names}» مكرر في صف العناوين.", en="The heading “{names}” stands twice in the row of headings."
)
HEADERS_MISSING = Text(
    ar="عناوين ناقصة في صف العناوين: {names}. استخدم عناوين القالب.",
    en="Headings missing from the row of headings: {names}. Use the headings of the template.",
)
