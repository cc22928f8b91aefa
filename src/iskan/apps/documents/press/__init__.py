"""Where issued documents are made: codes, typesetting, the ministry's signature."""
