"""The housing stock: projects, buildings, units, and the works they wait for."""
