"""Many cases made of a few: the finished rows of a model, copied for every case planned, one statement a table.

Nothing here knows what may happen to a case. Which tables hold rows of it, and what each column is, the models declare:
keys come to name the copy's own people, instants move by the copy's days, and words that name the model's applicant
name the copy's. Lines of the audit trail are not copied: its chain tells what was done.

A brief copy, of what lies years back, keeps what happened and what was decided, and not what that rested on.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.db import models
from django.db.backends.utils import CursorWrapper
from django.db.models import F, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from psycopg import sql

from iskan.apps.cases.enums import EventKind
from iskan.apps.cases.models import (
    Application,
    Case,
    CaseEvent,
    CitizenRequest,
    ClockPause,
    Decision,
    EvidenceItem,
    ExceptionEntry,
)
from iskan.apps.documents.models import Document
from iskan.apps.households.models import Household, Person
from iskan.apps.notifications.models import Message
from iskan.apps.waiting_lists.enums import ChangeKind
from iskan.apps.waiting_lists.models import ListChange, WaitingListEntry
from iskan.demo.copying import column_of, copy_rows, fields_of, table_of
from iskan.integrations.models import Exchange

BY_REFERENCE: Final[Mapping[type[Model], str]] = {
    Message: "case_reference", Exchange: "case_reference", ListChange: "reference"
}  # fmt: skip
BRIEFLY: Final[Mapping[type[Model], Q]] = {
    Case: Q(),
    Application: Q(),
    CaseEvent: Q(kind=EventKind.TRANSITION),
    Decision: Q(),
    CitizenRequest: Q(),
    ClockPause: Q(),
    WaitingListEntry: Q(),
    ListChange: Q(kind=ChangeKind.LEFT),
}
ANSWERS_KEPT_BRIEFLY: Final = ["programme", "governorate"]
PERSONAL_NUMBER_LENGTH: Final = 9


class RowShared(RuntimeError):
    """A row of a model names another row of it by a number that copies would share with the model."""


class Named(NamedTuple):
    """Whom and what a case names: the same of a model and of each copy, so that one takes the place of the other.

    ``begun`` is when the registers answered, as findings quote it from the facts; ``saved_by`` is who saved a step of
    the application, as its JSON has it.
    """

    applicant_id: int
    person_id: int | None
    household_id: int | None
    reference: str
    cpr: str
    name_ar: str
    name_en: str
    email: str
    governorate: str
    begun: str
    saved_by: str
    spouse_cpr: str
    spouse_ar: str
    spouse_en: str
    child_ar: str
    child_en: str


class Copy(NamedTuple):
    """A case to be made of a model, of its brief form if the model's id is negative.

    ``family`` leads from the numbers and users of the model's family to those of the copy's, or to nothing: rows about
    somebody the copy's family lacks are left out. What came after the model's end moves by ``later``.
    """

    case_id: int
    model: int
    named: Named
    family: dict[str, str | int | None]
    days: int
    shift: timedelta
    later: timedelta


_KEYS, _WORDS = Named._fields[:3], Named._fields[3:]
_NAMED: Final = ", ".join([*(f"{key} bigint" for key in _KEYS), *(f"{word} text NOT NULL" for word in _WORDS)])
_TABLES: Final = (
    f"CREATE TEMPORARY TABLE demo_model (model bigint PRIMARY KEY, {_NAMED}, closed_at timestamptz) ON COMMIT DROP",
    f"""CREATE TEMPORARY TABLE demo_copy (
        case_id bigint, model bigint, {_NAMED}, family jsonb, days int, shift interval, later interval
    ) ON COMMIT DROP""",
)
# An instant is a day too for Django: the narrower kind stands first.
_MOVED: Final[Mapping["type[models.Field[Any, Any]]", sql.SQL]] = {
    models.AutoField: sql.SQL("c.case_id"),
    models.UUIDField: sql.SQL("md5({} || '/' || c.case_id)::uuid"),
    models.DateTimeField: sql.SQL("{0} + CASE WHEN {0} > o.closed_at THEN c.later ELSE c.shift END"),
    models.DateField: sql.SQL("{} + c.days"),
}
_BRIEF_JSON: Final = sql.SQL("""
UPDATE {rows} SET {column} = CASE jsonb_typeof({column})
    WHEN 'object' THEN coalesce(
        (SELECT jsonb_object_agg(key, value) FROM jsonb_each({column}) WHERE key = ANY({kept})), '{{}}')
    WHEN 'array' THEN '[]' ELSE {column} END
WHERE of_model < 0
""")
_COPY: Final = sql.SQL("""
INSERT INTO {table} ({columns})
SELECT {values}
FROM demo_copy c JOIN demo_model o USING (model)
CROSS JOIN LATERAL (SELECT * FROM {rows} r WHERE r.of_model = c.model ORDER BY {key}) m
WHERE c.model > 0 AND {has_all} OR c.model < 0 AND {is_brief}
""")


def write_copies(cursor: CursorWrapper, named: Mapping[int, Named], copies: Iterable[Copy]) -> int:
    """Make the copies planned of models by their ids; return how many."""
    for statement in _TABLES:
        cursor.execute(statement)
    closed = dict(Case.objects.filter(pk__in=named).values_list("pk", "closed_at"))
    copy_rows(cursor, "demo_model", ("model", *Named._fields, "closed_at"), _model_rows(named, closed))
    columns = ("case_id", "model", *Named._fields, "family", "days", "shift", "later")
    count = copy_rows(cursor, "demo_copy", columns, map(_copy_row, copies))
    cursor.execute("ANALYZE demo_copy")
    for model, rows in _sources().items():
        _copy_table(cursor, model, rows.filter(of_case__in=list(named)))
    return count


def _model_rows(named: Mapping[int, Named], closed: Mapping[int, datetime | None]) -> Iterator[tuple[Any, ...]]:
    for case_id, names in named.items():
        for model in (case_id, -case_id):
            yield (model, *names, closed[case_id])


def _copy_row(copy: Copy) -> tuple[Any, ...]:
    return copy.case_id, copy.model, *copy.named, json.dumps(copy.family), copy.days, copy.shift, copy.later


def copied() -> tuple[type[Model], ...]:
    """Return the models whose rows are copied."""
    return tuple(_sources())


def _sources() -> dict[type[Model], QuerySet[Any]]:
    """Return every kind of row there is of a case, each row beside its case's id."""
    # A case may be about another; its rows are its own all the same.
    pointing = (relation for relation in Case._meta.related_objects if relation.related_model is not Case)  # noqa: SLF001 -- Django's documented way to what points at a model
    related = {relation.related_model: F(relation.field.attname) for relation in pointing}
    by_document = [
        Subquery(holder.objects.filter(document=OuterRef("pk")).values("case_id")[:1])
        for holder in (EvidenceItem, ExceptionEntry)
    ]
    by_reference = {
        model: Subquery(Case.objects.filter(reference=OuterRef(column)).values("pk"))
        for model, column in BY_REFERENCE.items()
    }
    documents = {Document: Coalesce(*by_document)}
    kinds = {Case: F("pk")} | documents | related | by_reference
    return {model: model._default_manager.annotate(of_case=case) for model, case in kinds.items()}  # noqa: SLF001 -- as above


def _copy_table(cursor: CursorWrapper, model: type[Model], source: QuerySet[Any]) -> None:
    rows = sql.Identifier(f"rows_of_{table_of(model)}")
    cursor.execute(*_kept(sql.SQL("CREATE TEMPORARY TABLE {} ON COMMIT DROP AS").format(rows), source, F("of_case")))
    if cursor.rowcount == 0:
        return
    if model in BRIEFLY:
        brief = source.filter(BRIEFLY[model])
        cursor.execute(*_kept(sql.SQL("INSERT INTO {}").format(rows), brief, -F("of_case")))
    cursor.execute(sql.SQL("CREATE INDEX ON {} (of_model)").format(rows))
    fields = [field for field in fields_of(model) if model is Case or not isinstance(field, models.AutoField)]
    for field in fields:
        if isinstance(field, models.JSONField):
            column = column_of(field)
            cursor.execute(_BRIEF_JSON.format(rows=rows, column=column, kept=sql.Literal(ANSWERS_KEPT_BRIEFLY)))
    values = {field: _value(cursor, field, rows) for field in fields}
    named = [
        sql.SQL("(({}) IS NULL) = (m.{} IS NULL)").format(value, column_of(field))
        for field, value in values.items()
        if _names_somebody(field)
    ]
    cursor.execute(
        _COPY.format(
            table=sql.Identifier(table_of(model)),
            columns=sql.SQL(", ").join(map(column_of, fields)),
            values=sql.SQL(", ").join(values.values()),
            rows=rows,
            key=sql.Identifier("id"),
            is_brief=sql.Literal(model in BRIEFLY),
            has_all=sql.SQL(" AND ").join([sql.SQL("true"), *named]),
        )
    )


def _names_somebody(field: "models.Field[Any, Any]") -> bool:
    """Say whether a column names a user or a personal number, whom the copy's family may lack."""
    if field.remote_field is not None:
        return bool(field.remote_field.model._meta.label == settings.AUTH_USER_MODEL)  # noqa: SLF001 -- as above
    return isinstance(field, models.CharField) and field.max_length == PERSONAL_NUMBER_LENGTH


def _kept(into: sql.Composed, source: QuerySet[Any], of_model: Any) -> tuple[sql.Composed, tuple[Any, ...]]:
    query, values = source.annotate(of_model=of_model).query.sql_with_params()
    return into + sql.SQL(" ") + sql.SQL(query), values


def _value(cursor: CursorWrapper, field: "models.Field[Any, Any]", rows: sql.Identifier) -> sql.Composable:
    """Return what a column of a copy holds, by the column of the model's row."""
    column = sql.SQL("m.{}").format(column_of(field))
    if field.remote_field is not None:
        return _key(cursor, (field.model, field.remote_field.model), column, rows)
    if isinstance(field, models.CharField | models.TextField | models.JSONField):
        return _in_words(cursor, field, column, rows)
    kind = next((kind for kind in _MOVED if isinstance(field, kind)), None)
    return _MOVED[kind].format(column) if kind else column


def _key(
    cursor: CursorWrapper, ends: tuple[type[Model], type[Model]], column: sql.Composed, rows: sql.Identifier
) -> sql.Composable:
    """Return what a key of a copy names; ``ends`` are the model that holds it and the model it leads to."""
    holder, to = ends
    if to is Case and holder is not Case:
        return sql.SQL("c.case_id")
    if to is Document:
        return _MOVED[models.UUIDField].format(column)
    if to._meta.label == settings.AUTH_USER_MODEL:  # noqa: SLF001 -- as above
        return sql.SQL(
            "CASE WHEN {0} = o.applicant_id THEN c.applicant_id"
            " WHEN c.family ? {0}::text THEN (c.family ->> {0}::text)::bigint ELSE {0} END"
        ).format(column)
    own = {Person: "person_id", Household: "household_id"}.get(to)
    if own is None:
        _refuse_sharing(cursor, to, column, rows)
        return column
    return sql.SQL("CASE WHEN {0} = o.{1} THEN c.{1} ELSE {0} END").format(column, sql.Identifier(own))


def _refuse_sharing(cursor: CursorWrapper, to: type[Model], column: sql.Composed, rows: sql.Identifier) -> None:
    cursor.execute(sql.SQL("SELECT FROM {} m WHERE {} IS NOT NULL LIMIT 1").format(rows, column))
    if to in copied() and cursor.fetchone() is not None:
        raise RowShared(to)


def _in_words(
    cursor: CursorWrapper, field: "models.Field[Any, Any]", column: sql.Composed, rows: sql.Identifier
) -> sql.Composable:
    """Return a text with what it says of the model's applicant said of the copy's, if any model's says so."""
    if field.max_length == PERSONAL_NUMBER_LENGTH:
        return sql.SQL("CASE {0} WHEN o.cpr THEN c.cpr ELSE c.family ->> {0} END").format(column)
    text = sql.SQL("{}::text").format(column)
    names = [sql.Identifier(word) for word in _WORDS]
    says = sql.SQL(", ").join(
        sql.SQL("coalesce(bool_or(strpos({}, nullif(o.{}, '')) > 0), false)").format(text, name) for name in names
    )
    cursor.execute(sql.SQL("SELECT {} FROM {} m JOIN demo_model o ON o.model = m.of_model").format(says, rows))
    said = [name for name, is_said in zip(names, cursor.fetchone(), strict=True) if is_said]
    for name in said:
        text = sql.SQL("replace({0}, o.{1}, c.{1})").format(text, name)
    as_json = sql.SQL("({})::jsonb").format(text) if isinstance(field, models.JSONField) else text
    return as_json if said else column
