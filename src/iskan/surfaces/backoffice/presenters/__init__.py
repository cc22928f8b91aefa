"""What the desk's pages show, as values ready to print."""
