"""The declared law: figures, criteria, lifecycles and services, each with its source."""
