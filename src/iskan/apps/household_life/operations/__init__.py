"""Looking for what happened, and settling it."""
