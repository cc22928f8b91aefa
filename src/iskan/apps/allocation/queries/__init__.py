"""What allocation reads; each file beside this one holds one part."""
