"""Pages of help, one a file; each is found by being here."""
