"""The provider of payments by card, debit card and wallet: our side of its interface, and its stand-in."""
