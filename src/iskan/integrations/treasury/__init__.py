"""The bank that pays for the ministry: our side of how it takes orders and answers, and its stand-in."""
