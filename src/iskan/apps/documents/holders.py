"""Who holds an upload besides the cases it was given to: what rests on it is not erased with them."""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, Q, QuerySet

from iskan.apps.documents.papers import papers_of_office

Holding = Callable[[], QuerySet[Any]]
_holders: list[Holding] = []


def holds_documents(find: Holding) -> Holding:
    """Register the rows of an app that rest on a document, named in the query by ``OuterRef("pk")``."""
    _holders.append(find)
    return find


def held() -> tuple[Q | Exists, ...]:
    """Return the conditions by which a document is held: as a paper of the office, or by a row of an app above."""
    return (papers_of_office(), *(Exists(find()) for find in _holders))
