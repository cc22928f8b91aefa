"""Commands of the draws."""
