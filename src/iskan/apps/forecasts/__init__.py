"""Forecasts of when each household's turn comes, kept so that they can be scored."""
