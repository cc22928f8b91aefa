"""What the inspections have documents and figures know: whose the pictures of a report are to read."""

from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet

from iskan.apps.documents.holders import holds_documents
from iskan.apps.documents.rules import officials_see_document
from iskan.apps.inspections.models import ReportPicture
from iskan.apps.inspections.queries.scoped import visible_inspections
from iskan.foundation.scope import Scope


@officials_see_document
def officials_see_picture(scope: Scope, document_id: UUID) -> bool:
    """Say whether a document is a picture of a report in an official's scope."""
    return ReportPicture.objects.filter(
        document_id=document_id, report__inspection__in=visible_inspections(scope)
    ).exists()


@holds_documents
def pictures_of_reports() -> QuerySet[Any]:
    """Return the pictures reports rest on."""
    return ReportPicture.objects.filter(document_id=OuterRef("pk"))
