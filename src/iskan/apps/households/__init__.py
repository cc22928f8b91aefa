"""People and the households they form."""
