"""What the interface says of things, as JSON."""
