"""The demonstration's console commands."""
