"""What a partner body was sent, for its own people and for whoever reads the case."""
