"""Dated, cited figures."""
