"""A refusal: an operation says why it cannot act, in both languages, with the status every channel answers."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import ClassVar

from iskan.core.text import Text


class Refusal(Exception):
    """What was asked cannot be done; a subclass names the reason and stands beside the operation that raises it.

    ``text`` is shown to whoever asked, with its placeholders filled; ``field`` is the form field to correct.
    """

    text: Text
    status: ClassVar[HTTPStatus] = HTTPStatus.UNPROCESSABLE_ENTITY
    field: str = ""

    def __init__(self, text: Text | None = None, *, field: str = "", **values: Text | str) -> None:
        words = text or type(self).text
        self.text = words.format(**values) if values else words
        if field:
            self.field = field
        super().__init__(self.text.en)

    @property
    def faults(self) -> Mapping[str, Text]:
        """Return what is wrong with each field, for forms and for the interface of machines."""
        return {self.field: self.text} if self.field else {}


class NotForThisRole(Refusal):
    """The viewer's role, or their part in the case, does not allow this."""

    text = Text(ar="هذا الإجراء ليس ضمن صلاحيات الموظف.", en="Your role does not allow this.")
    status = HTTPStatus.FORBIDDEN


class ReasonMissing(Refusal):
    """What was done must be explained."""

    text = Text(ar="أدخل السبب.", en="Enter the reason.")
    field = "reason"


class BadAnswers(Refusal):
    """Questions that are asked are not answered rightly; ``faults`` says of each field what is wrong."""

    text = Text(ar="ترجى مراجعة الإجابات المشار إليها.", en="Look at the answers marked below.")

    def __init__(self, faults: Mapping[str, Text]) -> None:
        super().__init__()
        self._faults = faults

    @property
    def faults(self) -> Mapping[str, Text]:
        return self._faults


class SameEyes(Refusal):
    """The second official must be another than the first."""

    text = Text(
        ar="لا يجوز أن يتخذ القرار من رفع التوصية؛ يلزم موظف ثانٍ.",
        en="Whoever recommended may not decide; a second official must.",
    )
    status = HTTPStatus.FORBIDDEN


class SameOffice(Refusal):
    """The second official must be of another department than the first."""

    text = Text(
        ar="يلزم أن يكون الموظف الثاني من إدارة غير إدارة صاحب الاقتراح.",
        en="The second official must be of another department than the one who proposed it.",
    )
    status = HTTPStatus.FORBIDDEN


class OwnHousehold(Refusal):
    """Nobody works on a case of their own household, or on a home of theirs."""

    text = Text(
        ar="لا يجوز للموظف النظر في معاملة تخص أسرته.", en="An official may not work on a case of their own household."
    )
    status = HTTPStatus.FORBIDDEN


class OwnAccount(Refusal):
    """Nobody is one of the two in an act on their own account."""

    text = Text(
        ar="لا يشارك أحد في إجراء يخص حسابه.",
        en="Nobody takes part in an act on their own account.",
    )
    status = HTTPStatus.FORBIDDEN
