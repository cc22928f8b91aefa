"""Console commands of the life of households."""
