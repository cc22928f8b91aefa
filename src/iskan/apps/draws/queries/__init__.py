"""What is read of draws; each file beside this one holds one part."""
