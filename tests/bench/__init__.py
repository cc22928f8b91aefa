"""Speed, measured against a baseline taken in the same run."""
