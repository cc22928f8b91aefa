"""The labour register: whether a person works, seeks work or does neither."""
