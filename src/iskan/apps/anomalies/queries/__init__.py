"""Reading: days of officials in the trail, and the anomalies found in them."""
