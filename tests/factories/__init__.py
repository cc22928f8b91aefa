"""People and things made for tests."""
