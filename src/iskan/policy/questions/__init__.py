"""Question blocks that several services share."""
