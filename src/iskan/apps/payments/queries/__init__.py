"""Reading what is due and was paid, and the ledger."""
