"""The ground of a project: its corners, whether they make a boundary, and how they are read and written."""
