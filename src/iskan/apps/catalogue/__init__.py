"""The services in force and the versions they had."""
