"""Django plumbing every app stands on."""
