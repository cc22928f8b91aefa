"""What happens to the stock that apps above follow."""

from iskan.foundation.events import Event

# Homes, or the days they are expected, are other than before.
stock_changed: Event[[]] = Event()
