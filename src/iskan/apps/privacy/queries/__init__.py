"""Reading what is processed and what was erased; each file beside this one holds one part."""
