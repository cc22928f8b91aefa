"""What a page of the desk says of itself: words of help by the name of its address, and the keys that work there."""

from typing import Final

from iskan.core.text import Text
from iskan.policy.desk_help import FILING, HELP

# A key by its sign, and by the letter an Arabic keyboard has in its place.
Key = tuple[str, Text]
_ALONG_ROWS: Final[tuple[Key, ...]] = (
    ("j ت", Text(ar="السطر التالي", en="Next line")),
    ("k ن", Text(ar="السطر السابق", en="Previous line")),
    ("Enter", Text(ar="فتح المعاملة", en="Open the case")),
)
_ON_A_CASE: Final[tuple[Key, ...]] = (
    ("m ة", Text(ar="الإجراء التالي", en="The next step")),
    ("v ر", Text(ar="الحكم على المستند المفتوح", en="The verdict on the document that stands open")),
)
_ON_A_PICTURE: Final[tuple[Key, ...]] = (
    ("+", Text(ar="تكبير صورة المستند المحددة", en="Larger, on a document's picture")),
    ("-", Text(ar="تصغيرها", en="Smaller")),
    ("0", Text(ar="ملء العرض", en="Fit the width")),
    ("r", Text(ar="تدويرها", en="Turn it")),
)
EVERYWHERE: Final[tuple[Key, ...]] = (("? ؟", Text(ar="المساعدة في هذه الصفحة", en="Help on this page")),)
TO_SEARCH: Final[Key] = ("/ ظ", Text(ar="البحث", en="Search"))
TO_TAKE: Final[Key] = ("n ى", Text(ar="تولّي التالية", en="Take next"))
KEYS: Final[dict[str, tuple[Key, ...]]] = {
    **dict.fromkeys(("inbox", "worklist", "search"), _ALONG_ROWS),
    "document": _ON_A_PICTURE,
    "case": (*_ON_A_CASE, *_ON_A_PICTURE),
}


def help_on(view_name: str) -> tuple[Text | None, tuple[Key, ...]]:
    """Return the words of help on a page by the name of its address, and the keys that work on it alone."""
    namespace, _colon, name = view_name.partition(":")
    words = FILING if namespace == "filing" else HELP.get(name) if namespace == "backoffice" else None
    return words, KEYS.get(name, ()) if namespace == "backoffice" else ()
