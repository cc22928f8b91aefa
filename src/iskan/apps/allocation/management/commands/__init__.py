"""Commands of allocation."""
