"""The land register: what a person owns or owned, with its area, share and dates."""
