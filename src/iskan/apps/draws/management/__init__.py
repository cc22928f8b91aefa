"""Console of the draws."""
