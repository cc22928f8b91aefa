"""A citizen's own rows of every table that holds something of them, as the declarations name them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Q

from iskan.apps.cases.queries.lists import cases_of
from iskan.apps.documents.intake.kinds import extension_of
from iskan.apps.documents.models import Document, IssuedDocument
from iskan.apps.privacy.queries.processing import held_models
from iskan.core.personal_data import Given, Held
from iskan.core.text import Text
from iskan.foundation.budgets import COPIED_ROWS
from iskan.foundation.scope import Scope
from iskan.policy.personal_data import UNUSED


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedTable:
    """One table and the citizen's rows of it, oldest first; ``is_cut`` where it holds more than a copy takes."""

    held: Held
    rows: tuple[dict[str, Any], ...]
    is_cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedFile:
    """A stored file of the citizen: its name within the copy, and the field that opens it."""

    name: str
    size: int
    stored: Any


def copied_tables(scope: Scope) -> Iterator[CopiedTable]:
    """Yield every table that is given, with the rows that are the viewer's own."""
    references = tuple(line.reference for line in cases_of(scope) if line.applicant_id == scope.user_id)
    for held in held_models():
        if isinstance(held.given, Given):
            yield _table(held, held.given, scope, references)


def not_given() -> tuple[tuple[Text, Text], ...]:
    """Return each table of which a copy holds nothing, and why, in words; of tables nobody uses, nothing is said."""
    return tuple(
        (held.what, held.given) for held in held_models() if isinstance(held.given, Text) and held.given is not UNUSED
    )


def unsaid_tables() -> tuple[str, ...]:
    """Return the tables that hold something of people and do not say whether they are given a copy."""
    return tuple(held.model for held in held_models() if held.asks_for_a_copy and held.given is None)


def copied_files(scope: Scope) -> Iterator[CopiedFile]:
    """Yield the files the viewer sent, as shown and as they came, and those issued to them; erased ones are none."""
    for sent in Document.objects.filter(owner_id=scope.user_id).exclude(file="").order_by("uploaded_at", "pk"):
        yield CopiedFile(name=f"sent/{sent.pk}.{extension_of(sent.content_type)}", size=sent.size, stored=sent.file)
        if sent.sent_file:
            name = f"sent/{sent.pk}-as-sent.{extension_of(sent.sent_type)}"
            yield CopiedFile(name=name, size=sent.sent_size, stored=sent.sent_file)
    for issued in IssuedDocument.objects.filter(holder_id=scope.user_id).exclude(file="").order_by("pk"):
        name = f"issued/{issued.case_reference}-{issued.code}-{issued.pk}.pdf"
        yield CopiedFile(name=name, size=issued.file.size, stored=issued.file)


def _table(held: Held, given: Given, scope: Scope, references: tuple[str, ...]) -> CopiedTable:
    own = Q()
    for path in given.account:
        own |= Q(**{path: scope.user_id})
    for path in given.number:
        own |= Q(**{path: scope.cpr})
    for path in given.reference:
        own |= Q(**{f"{path}__in": references})
    rows = apps.get_model(held.model)._default_manager.filter(own, **given.only).order_by("pk").distinct()  # noqa: SLF001 -- documented, for all its underscore
    found = tuple(rows.values(*held.copied_fields)[: COPIED_ROWS + 1])
    return CopiedTable(held=held, rows=found[:COPIED_ROWS], is_cut=len(found) > COPIED_ROWS)
