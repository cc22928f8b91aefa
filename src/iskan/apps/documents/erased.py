"""What is said of a file whose time is over: that it was erased, when, and by which rule of retention."""

from datetime import date, datetime
from http import HTTPStatus
from typing import Final

from django.utils.timezone import localdate

from iskan.apps.documents.models import Document
from iskan.core.days import day_text
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.policy.retention import RULES

NAME: Final = Text(ar="ملف حُذف بانقضاء مدة حفظه", en="A file erased when its time was over")
_BY_RULE: Final = Text(
    ar="حُذف هذا الملف بتاريخ {day} بانقضاء مدة الحفظ المقررة لهذا النوع: {rule}.",
    en="This file was erased on {day}, when the time for keeping such files was over: {rule}.",
)
_LONG_AGO: Final = Text(ar="حُذف هذا الملف بانقضاء مدة حفظه.", en="This file was erased when its time was over.")


class FileErased(Refusal):
    """The file is gone for good, and was erased by a rule."""

    text = _LONG_AGO
    status = HTTPStatus.GONE

    def __init__(self, erased_at: datetime | None, rule: str) -> None:
        super().__init__(erased_words(localdate(erased_at) if erased_at else None, rule))


def erased_words(day: date | None, rule: str) -> Text:
    """Return what is said of a file a rule erased on a day; of those erased before that was kept, only that it was."""
    if day is None or rule not in RULES:
        return _LONG_AGO
    return _BY_RULE.format(day=day_text(day), rule=RULES[rule].what)


def erased_text(document: Document) -> Text | None:
    """Return what is said of an upload whose file was erased; nothing of one that is there."""
    if document.file:
        return None
    return erased_words(localdate(document.erased_at) if document.erased_at else None, document.erased_by)
