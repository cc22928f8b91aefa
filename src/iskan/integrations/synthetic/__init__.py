"""A population nobody belongs to: made by chance from a seed, for demonstrations, tests and simulators."""
