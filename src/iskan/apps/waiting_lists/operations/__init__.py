"""What changes waiting lists; each file beside this one holds one part."""
