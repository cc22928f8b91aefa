"""The doors: citizens through the national eKey, officials by password and second factor."""
