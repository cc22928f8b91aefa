"""Ranking schemes, for simulation beside seniority."""
