"""Console of the forecasts."""
