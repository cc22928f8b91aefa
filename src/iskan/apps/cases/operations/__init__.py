"""Everything that may be done to a case; a case changes through these alone."""
