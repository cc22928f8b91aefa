"""The public draws: frozen lists, commitments, the beacon, results anyone can compute again."""
