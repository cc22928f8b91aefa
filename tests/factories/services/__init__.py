"""Services that are declared for tests alone."""
