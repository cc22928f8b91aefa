"""The name of the forecasts' job; what it does need not be loaded to queue it."""

FORETELL = "forecasts.foretell"
