"""What allocation changes; each file beside this one holds one part."""
