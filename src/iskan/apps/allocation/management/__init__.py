"""Allocation's part of the console."""
