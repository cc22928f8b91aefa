"""Sheets of units: files read safely, headers and cells understood, rows judged."""
