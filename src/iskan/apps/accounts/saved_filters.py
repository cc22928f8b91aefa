"""Ways officials narrow a list, kept by name: their own, those of their department, and what a list opens with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from iskan.apps.accounts.models import SavedFilter, User
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.budgets import SAVED_FILTERS
from iskan.foundation.scope import Duty, OutOfScope, Scope


class FilterNameTaken(Refusal):
    """The official has a filter of this name on the list."""

    text = Text(ar="توجد تصفية بهذا الاسم في هذه القائمة.", en="There is a filter of this name on this list already.")
    field = "name"


class TooManyFilters(Refusal):
    """The official keeps as many filters as one keeps."""

    text = Text(
        ar="لا تُحفظ تصفيات يزيد عددها على {limit} في القائمة الواحدة؛ يلزم حذف إحداها.",
        en="No more than {limit} filters are kept for one list: delete one first.",
    )

    def __init__(self) -> None:
        super().__init__(limit=str(SAVED_FILTERS))


class NobodyToShareWith(Refusal):
    """The official belongs to no department."""

    text = Text(ar="لا توجد إدارة تُشارك معها التصفية.", en="There is no department to share the filter with.")
    field = "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFilter:
    """A saved filter as one of its readers sees it."""

    id: int
    name: str
    query: Mapping[str, str]
    is_shared: bool
    is_default: bool
    is_own: bool
    may_delete: bool
    owner_name: Text


def filters_of(scope: Scope, list_code: str) -> tuple[KeptFilter, ...]:
    """Return the filters an official may use on a list: their own first, then those of their department, by name."""
    rows = _visible(scope).filter(list_code=list_code).select_related("owner")
    return tuple(sorted((_kept(row, scope) for row in rows), key=lambda one: (not one.is_own, one.name)))


@transaction.atomic
def save_filter(
    *, scope: Scope, list_code: str, name: str, query: Mapping[str, str], shared: bool, default: bool, at: datetime
) -> SavedFilter:
    """Keep a way of narrowing a list under a name; as the default it takes the place of the one before.

    Raises:
        FilterNameTaken, TooManyFilters. NobodyToShareWith: the official belongs to no department.
    """
    owner = User.objects.select_for_update().get(pk=scope.acting_id)
    own = SavedFilter.objects.filter(owner=owner, list_code=list_code)
    if own.count() >= SAVED_FILTERS:
        raise TooManyFilters
    if shared and owner.department_id is None:
        raise NobodyToShareWith
    if default:
        own.filter(is_default=True).update(is_default=False)
    saved = SavedFilter(
        owner=owner, shared_with_id=owner.department_id if shared else None, list_code=list_code, name=name,
        query=dict(query), is_default=default, saved_at=at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            saved.save(force_insert=True)
    except IntegrityError as fault:
        raise FilterNameTaken from fault
    _record(scope, "filter.saved", saved, at)
    return saved


@transaction.atomic
def delete_filter(*, scope: Scope, filter_id: int, at: datetime) -> None:
    """Delete a filter: one's own, or as supervisor one that is shared with the department.

    Raises:
        OutOfScope: there is none the viewer may delete.
    """
    row = _visible(scope).filter(pk=filter_id).select_related("owner").first()
    if row is None or not _kept(row, scope).may_delete:
        raise OutOfScope(str(filter_id))
    _record(scope, "filter.deleted", row, at)
    row.delete()


@transaction.atomic
def open_with(*, scope: Scope, filter_id: int, default: bool, at: datetime) -> None:
    """Have a list open with one's own filter, or no longer.

    Raises:
        OutOfScope: it is none of the viewer's own.
    """
    row = SavedFilter.objects.filter(pk=filter_id, owner_id=scope.acting_id).first()
    if row is None:
        raise OutOfScope(str(filter_id))
    SavedFilter.objects.filter(owner_id=scope.acting_id, list_code=row.list_code).update(is_default=False)
    row.is_default = default
    row.save(update_fields=["is_default"])
    _record(scope, "filter.default_set", row, at)


def _visible(scope: Scope) -> QuerySet[SavedFilter]:
    theirs = Q(owner_id=scope.acting_id) | Q(shared_with_id__in=scope.department_ids)
    return SavedFilter.objects.filter(theirs)


def _kept(row: SavedFilter, scope: Scope) -> KeptFilter:
    is_own = row.owner_id == scope.user_id
    return KeptFilter(
        id=row.pk, name=row.name, query=row.query, is_shared=row.shared_with_id is not None,
        is_default=row.is_default and is_own, is_own=is_own, may_delete=is_own or scope.may(Duty.SUPERVISE),
        owner_name=Text(ar=row.owner.name_ar or row.owner.username, en=row.owner.name_en or row.owner.username),
    )  # fmt: skip


def _record(scope: Scope, action: str, row: SavedFilter, at: datetime) -> None:
    audit.record(
        scope=scope, action=action, subject_kind="filter", subject=str(row.pk), at=at,
        page=f"backoffice:{row.list_code}",
    )  # fmt: skip
