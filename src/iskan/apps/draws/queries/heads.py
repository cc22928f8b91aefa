"""What each draw is bound to: the digest of its frozen lists and, once it is held, of its result."""

from collections.abc import Iterator

from iskan.apps.draws.models import Draw, DrawOutcome
from iskan.core.anchoring.statement import DrawDigest

LISTS, RESULT = "lists", "result"


def draw_heads() -> Iterator[DrawDigest]:
    """Yield the heads of every draw, the oldest first."""
    for reference, digest in Draw.objects.order_by("pk").values_list("reference", "list_hash"):
        yield DrawDigest(reference, LISTS, bytes(digest).hex())
    for reference, digest in DrawOutcome.objects.order_by("pk").values_list("draw__reference", "result_hash"):
        yield DrawDigest(reference, RESULT, bytes(digest).hex())
