"""What two officials do together to the working calendar: enter a circular or correct one."""

from collections.abc import Sequence
from datetime import datetime

from iskan.apps.catalogue.calendar import circular_book
from iskan.apps.catalogue.circulars import require_possible
from iskan.apps.catalogue.operations import enter_circular
from iskan.apps.catalogue.touching import touched_by_days
from iskan.core.acts import JointAct
from iskan.core.circulars import Circular, changed_days
from iskan.core.circulars_json import from_json
from iskan.core.days import day_text
from iskan.core.text import Text
from iskan.foundation.acts import Terms, carries_out_act
from iskan.foundation.scope import Scope
from iskan.policy.acts import ENTER_CIRCULAR

Shown = Sequence[tuple[Text, Text | str]]
_NOTHING = Text(ar="لا يوجد", en="None")
_BEFORE = Text(ar="{label} قبل التصحيح", en="{label} before the correction")


class _EnterCircular:
    """Its subject is the entry it corrects, or the first day of a new one."""

    act: JointAct = ENTER_CIRCULAR

    def may_see(self, *, scope: Scope, subject: str) -> bool:  # noqa: ARG002 -- a circular names no citizen
        return True

    def require_apart(self, *, scope: Scope, subject: str, terms: Terms) -> None:
        """Refuse nobody: a circular is nobody's own, and its first eyes are not its second anyway."""

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:  # noqa: ARG002 -- asked of all
        require_possible(from_json(terms, subject), circular_book())

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:  # noqa: ARG002 -- handed to all
        enter_circular(scope=scope, circular=from_json(terms, subject), at=at)

    def shown(self, *, subject: str, terms: Terms) -> Shown:
        circular = from_json(terms, subject)
        return (
            (Text(ar="المناسبة", en="Occasion"), circular.occasion),
            *_replaced(circular),
            *_set_by(circular),
            (Text(ar="سند التعميم", en="Source"), circular.basis.instrument),
            *(((Text(ar="رقم التعميم", en="Number of the circular"), circular.number),) if circular.number else ()),
            *(
                ((Text(ar="تاريخ التعميم", en="Date of the circular"), day_text(circular.issued_on)),)
                if circular.issued_on
                else ()
            ),
            *_touched(circular),
        )


def _replaced(circular: Circular) -> Shown:
    """Return what stood before, in words."""
    replaced = next((one for one in circular_book().circulars if one.code == circular.replaces), None)
    if replaced is None:
        return ()
    return tuple((_BEFORE.format(label=label), value) for label, value in _set_by(replaced))


def _set_by(circular: Circular) -> Shown:
    """Return the days and hours a circular sets, in words."""
    lines: list[tuple[Text, Text | str]] = []
    if circular.off or not circular.hours:
        lines.append((Text(ar="أيام العطلة", en="Days off"), circular.off.words if circular.off else _NOTHING))
    if circular.off or circular.in_lieu:
        in_lieu = circular.in_lieu.words if circular.in_lieu else _NOTHING
        lines.append((Text(ar="أيام العوض", en="Days in lieu"), in_lieu))
    if circular.hours:
        lines.append((Text(ar="ساعات العمل", en="Working hours"), circular.hours.words))
    return tuple(lines)


def _touched(circular: Circular) -> Shown:
    """Return whom it would touch while it is not in force yet; nothing once it is."""
    book = circular_book()
    days = changed_days(book.calendar(), book.with_also(circular).calendar())
    return touched_by_days.of(days) if days else ()


carries_out_act(_EnterCircular())
