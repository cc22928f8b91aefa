"""One process in which all registers are simulated, over one synthetic population."""
