"""When and where a household's turn comes: the list's way through the pipeline, simulated many times over."""
