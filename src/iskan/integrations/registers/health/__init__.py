"""The disability register: whether a person has a registered disability, and of what type."""
