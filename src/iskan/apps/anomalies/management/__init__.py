"""Console commands of the anomalies."""
