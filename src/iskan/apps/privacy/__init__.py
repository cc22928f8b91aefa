"""What personal data is processed and why, what of it is erased and when, and its owner's copy of it."""
