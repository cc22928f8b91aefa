"""One file for each service a citizen may ask for."""
