"""Pages that belong to no surface: errors, the colour scheme, the style guide."""
