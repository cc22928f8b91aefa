"""The refusals every operation on the stock shares."""

from collections.abc import Callable

from iskan.core.text import Text
from iskan.foundation.scope import Scope


class NotForThisRole(PermissionError):
    """The viewer's role may not do this."""

    text = Text(ar="لا تخوّلك صلاحياتك القيام بهذا الإجراء", en="Your role does not allow this")


class StockChangedMeanwhile(Exception):
    """Someone else changed what the viewer was looking at."""

    text = Text(
        ar="عدّل موظف آخر هذه البيانات في هذه الأثناء فلم يُحفظ شيء. راجع البيانات الحالية ثم أعد المحاولة",
        en="Another official changed this meanwhile, so nothing was saved. See how it stands now and try again",
    )


def require(scope: Scope, rule: Callable[[Scope], bool]) -> None:
    """Let pass whom the rule gives leave, or raise `NotForThisRole`."""
    if not rule(scope):
        raise NotForThisRole
