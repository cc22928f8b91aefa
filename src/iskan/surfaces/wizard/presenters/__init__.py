"""What the wizard's templates see: frozen values in the reader's language."""
