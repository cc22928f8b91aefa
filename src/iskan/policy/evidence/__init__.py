"""The library of documents services ask for: one kind for each, the same in every service."""
