"""The user interface kit the surfaces share: layouts, components, fields and tokens."""
