"""The credit reference bureau: whether a person has or had home finance, and nothing else."""
