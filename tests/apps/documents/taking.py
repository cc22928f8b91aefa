"""What taking a picture costs, told by the process of the sandbox that does it."""

import resource
import time
from typing import BinaryIO

from iskan.apps.documents.intake import decoder


def cost(source: BinaryIO, *, extension: str) -> dict[str, float]:
    """Return the seconds it took to clean a picture, and the most megabytes its process held."""
    begun = time.monotonic()
    decoder.clean(source, extension=extension, most_pages=1)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"seconds": time.monotonic() - begun, "megabytes": peak * 1024 / 1e6}
