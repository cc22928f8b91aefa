"""The interface's views, by noun."""
