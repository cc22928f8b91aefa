"""Sending cases to partner bodies, and taking their answers."""
