"""Demonstration data: a population, its cases in every stage, and a cast whose stories are played through."""
