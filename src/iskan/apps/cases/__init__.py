"""A citizen's use of a service, from draft to closure."""
