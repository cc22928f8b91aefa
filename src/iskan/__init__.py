"""The electronic system of a housing ministry."""
