"""One process in which the twins of all registers answer, over one synthetic population."""
