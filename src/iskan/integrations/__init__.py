"""Our side of the outside systems: one package for each."""
