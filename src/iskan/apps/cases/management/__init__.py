"""The cases' part of the console."""
