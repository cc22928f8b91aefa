"""Telling a partner body's own system that something waits for it, or does no more."""
