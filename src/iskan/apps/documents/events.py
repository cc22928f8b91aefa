"""What follows once a signed document can be opened: the apps above register here who is to know."""

from collections.abc import Callable
from datetime import datetime

from iskan.apps.documents.models import IssuedDocument

Follows = Callable[[IssuedDocument, datetime], None]

_when_ready: list[Follows] = []


def when_ready(follows: Follows) -> Follows:
    """Register what follows in the transaction that keeps a document's signed file."""
    _when_ready.append(follows)
    return follows


def became_ready(issued: IssuedDocument, at: datetime) -> None:
    """Let everything registered follow."""
    for follows in _when_ready:
        follows(issued, at)
