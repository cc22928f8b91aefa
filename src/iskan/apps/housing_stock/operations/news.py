"""What follows any change of the stock: forecasts of when homes come are worked out anew, in the background."""

from iskan.foundation.queueing import queue_once

FORETELL = "allocation.foretell"


def stock_changed() -> None:
    """Queue what depends on the stock, once for any number of changes."""
    queue_once(FORETELL)
