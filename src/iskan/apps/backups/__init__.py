"""Backups and drills: what was made, tried and removed, and who is told when it is old or failed."""
