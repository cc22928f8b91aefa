"""What changes draws; each file beside this one holds one part."""
