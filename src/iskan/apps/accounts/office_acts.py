"""The act of two officials on a department; its subject is the department's code, there or to come."""

from collections.abc import Sequence
from datetime import datetime

from iskan.apps.accounts.models import Department
from iskan.apps.accounts.operations.offices import change_department, examine_department
from iskan.core.text import Text
from iskan.foundation.acts import Terms, carries_out_act
from iskan.foundation.scope import Scope
from iskan.policy.acts import CHANGE_DEPARTMENT

NAME_NOW = Text(ar="الاسم الحالي", en="Name now")
NAME_PROPOSED = Text(ar="الاسم المقترح", en="Name proposed")
STATE_NOW = Text(ar="الحالة الآن", en="State now")
STATE_PROPOSED = Text(ar="الحالة المقترحة", en="State proposed")
OPEN, CLOSED = Text(ar="قائمة", en="Open"), Text(ar="مغلقة", en="Closed")
NONE_YET = Text(ar="إدارة جديدة", en="A new department")


class _ChangeDepartment:
    act = CHANGE_DEPARTMENT

    def may_see(self, *, scope: Scope, subject: str) -> bool:  # noqa: ARG002 -- a department names no citizen
        return True

    def require_apart(self, *, scope: Scope, subject: str, terms: Terms) -> None:  # noqa: ARG002 -- it is nobody's own
        return

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:  # noqa: ARG002 -- asked of all
        examine_department(code=subject, name=_name(terms), closed=terms["closed"])

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:  # noqa: ARG002 -- handed to all
        change_department(scope=scope, code=subject, name=_name(terms), closed=terms["closed"], at=at)

    def shown(self, *, subject: str, terms: Terms) -> Sequence[tuple[Text, Text | str]]:
        stands = Department.objects.filter(code=subject).first()
        return (
            (NAME_NOW, _both(Text(ar=stands.name_ar, en=stands.name_en)) if stands else NONE_YET),
            (NAME_PROPOSED, _both(_name(terms))),
            *(((STATE_NOW, CLOSED if stands.closed_at else OPEN),) if stands else ()),
            (STATE_PROPOSED, CLOSED if terms["closed"] else OPEN),
        )


def _both(name: Text) -> Text:
    """Return a name in both languages: the second official agrees to both."""
    return Text(ar=f"{name.ar} · {name.en}", en=f"{name.en} · {name.ar}")


def _name(terms: Terms) -> Text:
    return Text(ar=terms["name_ar"], en=terms["name_en"])


carries_out_act(_ChangeDepartment())
