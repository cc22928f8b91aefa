"""The nominees of a distribution as an official record on paper; each printing is a line of the trail."""

from collections.abc import Iterator
from datetime import datetime
from http import HTTPStatus
from itertools import count
from typing import Any, Final

from django.utils.timezone import localdate

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import name_of_official
from iskan.apps.allocation.enums import DistributionState
from iskan.apps.allocation.models import Distribution
from iskan.apps.allocation.queries.distribution import distribution_for
from iskan.apps.allocation.queries.nominees import AllNominees, Nominee, nominees_of
from iskan.apps.documents.press.typesetting import typeset_record
from iskan.apps.housing_stock.queries.projects import project_names
from iskan.core.days import day_text
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.sandbox import SandboxBusy, SandboxFailed
from iskan.foundation.scope import Scope
from iskan.policy.governorates import governorate_name
from iskan.policy.unit_classes import class_name

TEMPLATE: Final = "nominees"
NOBODY: Final = Text(ar="لم تتم هذه الخطوة", en="This step has not been taken")
BY_ORDER: Final = Text(ar="بالأقدمية", en="By seniority")
BY_SET_ASIDE: Final = Text(ar="حصة المحافظة", en="Governorate’s share")
BY_EXCEPTION: Final = Text(ar="الاستثناء رقم {id}", en="Exception {id}")
STATES: Final = {
    DistributionState.PREPARED: Text(ar="مُعدّ، لم يُعتمد", en="Prepared, not approved"),
    DistributionState.RECOMMENDED: Text(ar="مرفوع للاعتماد، لم يُعتمد", en="Recommended, not approved"),
    DistributionState.APPROVED: Text(ar="معتمد", en="Approved"),
    DistributionState.CANCELLED: Text(ar="عُدل عنه", en="Called off"),
}
NOT_APPROVED: Final = Text(
    ar="لم يُعتمد هذا التوزيع، ولا يترتب على هذا الكشف أي حق.",
    en="This distribution is not approved, and nothing follows from this record.",
)
WITHHELD: Final = Text(
    ar="لا يظهر في هذا الكشف مرشحون لا تتاح معاملاتهم لمن طبعه، وعددهم: {count}.",
    en="Nominees whose cases are closed to whoever printed this are left out of it: {count}.",
)


class RecordNotPrinted(Refusal):
    """There was no room to set the paper, or it took too long."""

    text = Text(ar="تعذرت طباعة الكشف، يرجى المحاولة مرة أخرى.", en="The record could not be printed. Try again.")
    status = HTTPStatus.SERVICE_UNAVAILABLE


def print_nominees(*, scope: Scope, reference: str, at: datetime) -> bytes:
    """Return the record of a distribution's nominees as PDF.

    Raises:
        OutOfScope: the viewer reads no such distribution. RecordNotPrinted: there was no room to set it.
    """
    found = distribution_for(scope, reference)
    nominees = nominees_of(scope, found)
    audit.record(
        scope=scope, action="distribution.nominees_printed", subject_kind="distribution", subject=reference, at=at,
        count=len(nominees.references), digest=found.outcome_digest,
    )  # fmt: skip
    audit.record_shown(
        scope=scope, action=audit.LISTED, references=nominees.references, at=at, page="backoffice:distribution-record"
    )
    try:
        return typeset_record(template=TEMPLATE, words=_words(found, nominees, at), at=at)
    except (SandboxBusy, SandboxFailed) as fault:
        raise RecordNotPrinted from fault


def _words(found: Distribution, nominees: AllNominees, at: datetime) -> dict[str, Any]:
    return {
        "reference": found.reference,
        "issued_on": localdate(at),
        "inputs_digest": found.inputs_digest,
        "outcome_digest": found.outcome_digest,
        "summary": [{"label": label, "value": value} for label, value in _summary(found, at)],
        "warning": _warning(found, nominees),
        "pools": list(_pools(nominees)),
        "signatures": [
            _signature(Text(ar="رفع التوصية", en="Recommended by"), found.recommended_by, found.recommended_at),
            _signature(Text(ar="الاعتماد", en="Approved by"), found.approved_by, found.approved_at),
        ],
    }


def _summary(found: Distribution, at: datetime) -> Iterator[tuple[Text, Text]]:
    yield Text(ar="رقم التوزيع", en="Distribution"), _plain(found.reference)
    yield Text(ar="الحالة", en="State"), STATES[DistributionState(found.state)]
    yield Text(ar="محسوب بتاريخ", en="As of"), day_text(found.on_day)
    yield Text(ar="تاريخ الطباعة", en="Printed on"), day_text(localdate(at))
    yield Text(ar="عدد الطلبات", en="Applications"), _plain(f"{found.applications_count:,}")
    yield Text(ar="عدد الوحدات", en="Homes"), _plain(f"{found.units_count:,}")
    yield Text(ar="عدد المرشحين", en="Nominated"), _plain(f"{found.nominated_count:,}")
    yield Text(ar="منهم باستثناء", en="Of them by exception"), _plain(f"{found.exceptions_count:,}")


def _warning(found: Distribution, nominees: AllNominees) -> Text | None:
    lines = [NOT_APPROVED] if found.state != DistributionState.APPROVED else []
    lines += [WITHHELD.format(count=str(nominees.withheld))] if nominees.withheld else []
    return Text(ar=" ".join(line.ar for line in lines), en=" ".join(line.en for line in lines)) if lines else None


def _pools(nominees: AllNominees) -> Iterator[dict[str, Any]]:
    names, numbers = project_names(), count(1)
    for pool in nominees.pools:
        if pool.nominees:
            project, kind = names.get(pool.project_code, _plain(pool.project_code)), class_name(pool.unit_class)
            title = Text(ar=f"{project.ar} · {kind.ar}", en=f"{project.en} · {kind.en}")
            yield {
                "title": title,
                "rows": [_row(number, one) for one, number in zip(pool.nominees, numbers, strict=False)],
            }


def _row(number: int, one: Nominee) -> dict[str, Any]:
    by_order = BY_SET_ASIDE if one.set_aside else BY_ORDER
    return {
        "number": f"{number:,}",
        "place": f"{one.place:,}",
        "reference": one.reference,
        "cpr": one.cpr,
        "name": one.name,
        "governorate": governorate_name(one.governorate),
        "seniority": f"{one.seniority_on:%d/%m/%Y}",
        "ground": BY_EXCEPTION.format(id=str(one.exception)) if one.exception else by_order,
    }


def _signature(label: Text, by: User | None, at: datetime | None) -> dict[str, Any]:
    return {
        "label": label,
        "name": name_of_official(by) if by else NOBODY,
        "on": f"{localdate(at):%d/%m/%Y}" if at else "",
    }


def _plain(words: str) -> Text:
    return Text(ar=words, en=words)
