"""What is read of waiting lists; each file beside this one holds one part."""
