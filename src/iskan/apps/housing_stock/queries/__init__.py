"""Reading the stock: no person is named in it, so most of it is anybody's to read."""
