"""Writing the stock: projects, progress, gates, units and their states."""
