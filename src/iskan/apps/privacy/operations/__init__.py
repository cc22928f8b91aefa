"""Erasing what is due, and copying out what is asked for; each file beside this one holds one part."""
