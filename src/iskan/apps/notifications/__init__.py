"""Messages to people and the trail of their delivery."""
