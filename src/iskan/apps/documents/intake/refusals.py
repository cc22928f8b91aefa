"""Why a file is refused, and what its sender can do about it."""

from http import HTTPStatus

from iskan.core.refusal import Refusal
from iskan.core.text import Text


class BadUpload(Refusal):
    """The file cannot be taken; ``text`` tells its sender why, and the way out."""


class ScannerUnavailable(BadUpload):
    """The virus scanner does not answer, so nothing is taken until it does."""


class StoreUnavailable(BadUpload):
    """The documents' store does not take the file just now; the same file may be sent again."""


class ExaminersBusy(BadUpload):
    """So many files are examined that this one would wait too long; it may be sent again."""

    status = HTTPStatus.SERVICE_UNAVAILABLE


EMPTY = Text(
    ar="الملف فارغ. يرجى التأكد من اكتمال حفظه على جهازك ثم إرساله مرة أخرى.",
    en="The file is empty. Check that it was saved completely on your device, then send it again.",
)
TOO_BIG = Text(
    ar="حجم المستند أكبر من الحد المسموح به وهو {limit} ميغابايت. يرجى مسحه ضوئيًا بدقة أقل، أو تقسيمه إلى أكثر من ملف.",
    en="The document is larger than {limit} MB, the most that can be sent. "
    "Scan it at a lower resolution, or split it into several files.",
)
TOO_BIG_PICTURE = Text(
    ar="حجم الصورة أكبر من الحد المسموح به وهو {limit} ميغابايت. يرجى تصوير المستند بدقة أقل.",
    en="The picture is larger than {limit} MB, the most that can be sent. Take it again at a lower resolution.",
)
BAD_NAME = Text(
    ar="يتضمن اسم الملف رموزًا خفية تحجب اسمه الحقيقي. يرجى تغيير اسم الملف ثم إرساله مرة أخرى.",
    en="The file's name holds hidden characters that disguise it. Rename the file, then send it again.",
)
WRONG_KIND = Text(
    ar="لا يمكن قبول هذا النوع من الملفات. يرجى إرسال صورة بصيغة JPEG أو PNG أو WebP أو HEIC أو AVIF أو TIFF، "
    "أو مستند بصيغة PDF.",
    en="Files of this kind cannot be accepted. Send a JPEG, PNG, WebP, HEIC, AVIF or TIFF picture, or a PDF document.",
)
WEB_PAGE = Text(
    ar="هذا الملف صفحة ويب وليس صورة أو مستندًا. يرجى طباعته بصيغة PDF أو التقاط صورة له ثم إرسالها.",
    en="This file is a web page, not a picture or a document. Print it to PDF or take a picture of it, and send that.",
)
OFFICE = Text(
    ar="هذا ملف من برامج المكتب أو ملف مضغوط. يرجى فتحه وحفظه بصيغة PDF ثم إرساله.",
    en="This is an office document or an archive. Open it, save it as PDF, and send that.",
)
TWO_KINDS = Text(
    ar="يتضمن ملف PDF محتوى من نوع آخر. يرجى فتحه وطباعته بصيغة PDF من جديد ثم إرسال الملف الناتج.",
    en="The PDF carries content of another kind with it. Open it, print it to PDF again, and send the result.",
)
DAMAGED_PICTURE = Text(
    ar="الصورة تالفة أو غير مكتملة. يرجى تصوير المستند مرة أخرى.",
    en="The picture is damaged or incomplete. Take a picture of the document again.",
)
TOO_MANY_PIXELS = Text(
    ar="أبعاد الصورة أكبر مما يمكن معالجته. يرجى تصوير المستند بدقة أقل.",
    en="The picture's dimensions are larger than can be handled. Take it again at a lower resolution.",
)
DAMAGED_PDF = Text(
    ar="ملف PDF تالف أو غير مكتمل. يرجى فتحه وطباعته بصيغة PDF من جديد ثم إرسال الملف الناتج.",
    en="The PDF is damaged or incomplete. Open it, print it to PDF again, and send the result.",
)
INTRICATE_PDF = Text(
    ar="ملف PDF معقد التركيب ولا يمكن فحصه في الوقت المتاح. "
    "يرجى طباعته بصيغة PDF من جديد، أو تصوير صفحاته، ثم إرسال الناتج.",
    en="The PDF is built in so intricate a way that it cannot be examined in the time there is. "
    "Print it to PDF again, or take pictures of its pages, and send the result.",
)
EXAMINERS_BUSY = Text(
    ar="تُفحص الآن ملفات كثيرة فلم يُستلم هذا الملف. لم تفقد شيئًا مما أدخلته؛ يرجى إرسال الملف مرة أخرى بعد دقيقة.",
    en="Many files are being examined just now, so this one was not taken. "
    "Nothing you entered is lost; send the file again in a minute.",
)
ENCRYPTED = Text(
    ar="لا يُفتح ملف PDF إلا بكلمة مرور. يرجى فتحه بها وطباعته بصيغة PDF من جديد، ثم إرسال الملف الناتج.",
    en="The PDF opens only with a password. Open it with the password, print it to PDF again, and send the result.",
)
ACTIVE = Text(
    ar="يتضمن ملف PDF أوامر برمجية تعذر فصلها عن صفحاته. يرجى طباعته بصيغة PDF من جديد ثم إرسال الملف الناتج.",
    en="The PDF contains scripts or actions that cannot be parted from its pages. Print it to PDF again, "
    "and send the result.",
)
ATTACHMENTS = Text(
    ar="ملف PDF غلاف لملفات أخرى بداخله. يرجى فتحه وإرسال كل ملف منها على حدة.",
    en="The PDF is only a cover for other files inside it. Open it, and send each of those files by itself.",
)
XFA = Text(
    ar="ملف PDF استمارة لا تُعرض صفحاتها إلا في برنامجها. يرجى طباعتها بصيغة PDF من جديد ثم إرسال الملف الناتج.",
    en="The PDF is a form whose pages only its own program shows. Print it to PDF again, and send the result.",
)
TOO_MANY_PAGES = Text(
    ar="عدد صفحات الملف أكبر من الحد المسموح به وهو {limit} صفحة. يرجى إرسال الصفحات المطلوبة فقط.",
    en="The file has more than {limit} pages, the most that can be sent. Send only the pages that are asked for.",
)
INFECTED = Text(
    ar="اكتشف برنامج الحماية فيروسًا في الملف فلم يُقبل. يرجى فحص جهازك ثم إرسال نسخة سليمة من المستند.",
    en="The virus scanner found a virus in the file, so it was not accepted. "
    "Check your device, then send a clean copy of the document.",
)
SCANNER_DOWN = Text(
    ar="تعذر فحص الملف الآن فلم يُستلم. لم تفقد شيئًا مما أدخلته؛ يرجى إرسال الملف مرة أخرى بعد دقائق.",
    en="The file could not be checked for viruses just now, so it was not taken. "
    "Nothing else you entered is lost; send the file again in a few minutes.",
)
STORE_DOWN = Text(
    ar="تعذر حفظ الملف الآن فلم يُستلم. لم تفقد شيئًا مما أدخلته؛ يرجى إرسال الملف مرة أخرى بعد دقائق.",
    en="The file could not be stored just now, so it was not taken. "
    "Nothing you entered is lost; send the file again in a few minutes.",
)
