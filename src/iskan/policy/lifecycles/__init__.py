"""The stages a case passes through and the lawful moves between them."""
