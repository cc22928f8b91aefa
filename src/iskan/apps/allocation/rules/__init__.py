"""Who may do what in allocation; each file beside this one holds one part."""
