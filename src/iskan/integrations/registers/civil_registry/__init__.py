"""The population register: persons, their family and their address."""
