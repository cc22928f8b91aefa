"""Settings: everything that differs between places comes from the environment."""
