"""Console commands of the accounts."""
