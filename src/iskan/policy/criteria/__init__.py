"""The tests a household must pass, each citing its article."""
