"""What the portal's templates see: frozen values in the reader's language."""
