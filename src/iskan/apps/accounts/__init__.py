"""Who may sign in, as what, and for whom."""
