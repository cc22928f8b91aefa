"""What follows a change of the lists or of the stock: every forecast is worked out again, in the background."""

from iskan.apps.forecasts.queueing import FORETELL
from iskan.apps.housing_stock.events import stock_changed
from iskan.apps.waiting_lists.events import lists_ranked
from iskan.foundation.queueing import queue_once


@lists_ranked.followed_by
@stock_changed.followed_by
def queue_forecasts() -> None:
    """Queue the forecasts, once for any number of changes."""
    queue_once(FORETELL)
