"""Backup and restore: database, documents and keys as one sealed set, verified by restoring it."""
