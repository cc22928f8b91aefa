"""The waiting lists: who waits, at which place and why it moved; wishes, updates, cancellations, policy trials."""
