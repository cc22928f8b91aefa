"""The refusals every operation on the stock shares."""

from collections.abc import Callable
from http import HTTPStatus

from iskan.core.refusal import NotForThisRole, Refusal
from iskan.core.text import Text
from iskan.foundation.scope import Scope


class StockChangedMeanwhile(Refusal):
    """Someone else changed what the viewer was looking at."""

    text = Text(
        ar="عدّل موظف آخر هذه البيانات في هذه الأثناء فلم يُحفظ شيء. ترجى مراجعة البيانات الحالية ثم المحاولة مرة أخرى.",
        en="Another official changed this meanwhile, so nothing was saved. See how it stands now and try again.",
    )
    status = HTTPStatus.CONFLICT


def require(scope: Scope, rule: Callable[[Scope], bool]) -> None:
    """Let pass whom the rule gives leave, or raise `NotForThisRole`."""
    if not rule(scope):
        raise NotForThisRole
