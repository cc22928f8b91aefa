"""Who is nominated for which home: seniority within pools, set-asides, accessible homes first to those in need."""
