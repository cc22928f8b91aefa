"""Papers of the office: uploaded documents that a figure of the law or a class of homes rests on."""

from uuid import UUID

from django.db.models import Q

from iskan.apps.catalogue.queries import instrument_copies
from iskan.apps.documents.models import Document
from iskan.apps.housing_stock.queries.terms import floor_plans


def papers_of_office() -> Q:
    """Return the condition of a document that something in force or proposed rests on it: it is not erased."""
    return Q(pk__in=instrument_copies()) | Q(pk__in=floor_plans())


def is_paper_of_office(document_id: UUID) -> bool:
    """Say whether a document is such a paper: it is not discarded either."""
    return Document.objects.filter(papers_of_office(), pk=document_id).exists()
