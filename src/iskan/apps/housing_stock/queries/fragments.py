"""The stock as SQL other apps may compose into their statements: each a table of the columns it names."""

PROJECTS = "(SELECT code, name_ar, name_en FROM housing_stock_project)"
