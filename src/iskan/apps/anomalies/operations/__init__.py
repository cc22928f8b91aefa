"""Writing: finding anomalies, and closing them."""
