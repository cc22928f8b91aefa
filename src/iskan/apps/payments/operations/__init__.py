"""Charging, paying, giving back, and entering all of it in the ledger."""
