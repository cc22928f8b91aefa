"""Making anchors, sending them out of the house, verifying the trail, closing alarms, exporting."""
