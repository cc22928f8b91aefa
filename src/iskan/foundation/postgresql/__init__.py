"""PostgreSQL as this system speaks with it."""
