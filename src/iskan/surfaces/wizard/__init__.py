"""The pages of an application, the same wherever it is filled in."""
