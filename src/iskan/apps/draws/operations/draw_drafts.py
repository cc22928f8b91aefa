"""Lists handed in for a draw: examined row by row before anything is frozen."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from iskan.apps.draws.models import Draw, DrawDraft
from iskan.apps.draws.operations.draw_refusals import ListsOutdated
from iskan.apps.draws.operations.draws import freeze_draw, lock_draws, require
from iskan.apps.draws.queries.draws import cases_by_reference
from iskan.apps.draws.queries.list_faults import faults_on_record
from iskan.apps.draws.rules import can_conduct_draws
from iskan.core.draw.lists import Pair, is_class, is_unit
from iskan.core.draw.sheets import SheetRow, read_rows
from iskan.core.text import Text
from iskan.foundation.references import NotAReference, read_reference
from iskan.foundation.scope import OutOfScope, Scope
from iskan.policy.unit_classes import class_name

FAULTS_KEPT = 100
CHUNK = 10_000


def draft_from_sheets(
    *,
    scope: Scope,
    project_code: str,
    project_name: Text,
    draws_at: datetime,
    candidates: bytes,
    units: bytes,
    at: datetime,
) -> DrawDraft:
    """Read both lists from files, and keep them with everything that is wrong with them.

    Raises:
        NotForThisRole, NotTwoColumns: a file cannot be read as two columns at all.
    """
    require(scope, can_conduct_draws)
    people, faults = _cases(read_rows(candidates))
    homes, more = _units(read_rows(units))
    terms = _terms(project_code, project_name, draws_at, at)
    return _keep(scope, terms, people, homes, [*faults, *more])


def draft_from_lists(
    *,
    scope: Scope,
    project_code: str,
    project_name: Text,
    draws_at: datetime,
    candidates: Sequence[tuple[int, str]],
    units: Sequence[Pair],
    at: datetime,
) -> DrawDraft:
    """Keep lists that name each case by its id and each unit by its code, both with the class drawn for.

    Raises:
        NotForThisRole.
    """
    require(scope, can_conduct_draws)
    return _keep(scope, _terms(project_code, project_name, draws_at, at), candidates, units, [])


def freeze_draft(*, scope: Scope, draft_id: int, at: datetime) -> Draw:
    """Freeze the lists of a draft; the draft is gone with it.

    Raises:
        OutOfScope: there is none, or it has faults. ListsOutdated: by the records as they stand now it has some.
        Else as `freeze_draw`.
    """
    require(scope, can_conduct_draws)
    with transaction.atomic():
        draft = DrawDraft.objects.select_for_update().filter(pk=draft_id, faults=[]).first()
        if draft is None:
            raise OutOfScope(draft_id)
        lock_draws()  # What stands in an open draw is looked up while nobody else freezes one.
        if next(faults_on_record(draft.project_code, draft.candidates, draft.units), None):
            raise ListsOutdated
        draw = freeze_draw(
            scope=scope,
            project_code=draft.project_code,
            project_name=Text(ar=draft.project_ar, en=draft.project_en),
            candidates=[(case_id, drawn) for case_id, drawn in draft.candidates],
            units=[(code, drawn) for code, drawn in draft.units],
            draws_at=draft.draws_at,
            at=at,
        )
        draft.delete()
    return draw


def discard_draft(*, scope: Scope, draft_id: int) -> None:
    """Throw lists away that were handed in and not frozen."""
    require(scope, can_conduct_draws)
    DrawDraft.objects.filter(pk=draft_id).delete()


def _terms(code: str, name: Text, draws_at: datetime, at: datetime) -> dict[str, Any]:
    return {
        "project_code": code, "project_ar": name.ar, "project_en": name.en, "draws_at": draws_at, "made_at": at,
    }  # fmt: skip


def _keep(
    scope: Scope,
    terms: dict[str, Any],
    people: Sequence[tuple[int, str]],
    homes: Sequence[Pair],
    faults: list[Text],
) -> DrawDraft:
    faults = [*faults, *_faults_of_the_whole(people, homes)]
    # What cannot be read is told first: a code that is none is no home either.
    faults = faults or list(faults_on_record(terms["project_code"], people, homes))
    kept = [[fault.ar, fault.en] for fault in faults[:FAULTS_KEPT]]
    return DrawDraft.objects.create(**terms, candidates=people, units=homes, faults=kept, made_by_id=scope.acting_id)


def _faults_of_the_whole(people: Iterable[tuple[int, str]], homes: Iterable[Pair]) -> list[Text]:
    wanted, offered = {drawn for _, drawn in people}, {drawn for _, drawn in homes}
    faults = [
        Text(
            ar=f"فئة لها مشاركون ولا وحدات لها: {class_name(drawn).ar} ({drawn})",
            en=f"A class with candidates and no unit: {class_name(drawn).en} ({drawn})",
        )
        for drawn in sorted(wanted - offered)
    ]
    return faults if wanted else [*faults, Text(ar="لا يوجد مشاركون في القائمة", en="The list has no candidates")]


def _cases(rows: list[SheetRow]) -> tuple[list[tuple[int, str]], list[Text]]:
    """Return the cases the rows name, and the rows that name none, or name one twice, or no class."""
    references = {row.number: _reference(row.code) for row in rows}
    found = _found(list(references.values()))
    faults = [_at(row, "لا توجد معاملة بهذا الرقم", "No case has this number") for row in rows
              if references[row.number] not in found]  # fmt: skip
    faults += _twice(rows, references) + _bad_classes(rows)
    known = [row for row in rows if references[row.number] in found]
    return [(found[references[row.number]], row.drawn_class) for row in known], faults


def _units(rows: list[SheetRow]) -> tuple[list[Pair], list[Text]]:
    faults = [_at(row, "رقم وحدة غير صحيح", "Not a unit's code") for row in rows if not is_unit(row.code)]
    faults += _twice(rows, {row.number: row.code for row in rows}) + _bad_classes(rows)
    return [(row.code, row.drawn_class) for row in rows], faults


def _reference(typed: str) -> str:
    try:
        return read_reference(typed)
    except NotAReference:
        return typed


def _found(references: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(references), CHUNK):
        found |= cases_by_reference(references[start : start + CHUNK])
    return found


def _twice(rows: list[SheetRow], codes: dict[int, str]) -> list[Text]:
    counts = Counter(codes.values())
    seen: set[str] = set()
    faults = []
    for row in rows:
        code = codes[row.number]
        if counts[code] > 1 and code in seen:
            faults.append(_at(row, "مكرر في القائمة", "Appears twice in the list"))
        seen.add(code)
    return faults


def _bad_classes(rows: list[SheetRow]) -> list[Text]:
    return [
        _at(row, f"فئة غير صحيحة «{row.drawn_class}»", f"Not a class: “{row.drawn_class}”")
        for row in rows
        if not is_class(row.drawn_class)
    ]


def _at(row: SheetRow, ar: str, en: str) -> Text:
    return Text(ar=f"السطر {row.number} ({row.code}): {ar}", en=f"Row {row.number} ({row.code}): {en}")
