"""Money that passes through the ministry: what is due, what was paid and given back, and the ledger of all of it."""
