"""The machines' side."""
