"""The gateway that carries text messages to telephones."""
