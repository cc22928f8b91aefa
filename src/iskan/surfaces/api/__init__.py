"""The machines' side: services, eligibility and one's own cases as JSON, described by OpenAPI."""
