"""Uploaded evidence and issued documents."""
