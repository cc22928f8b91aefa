"""Console commands of the payments."""
