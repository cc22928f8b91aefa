"""Reading the anchors, and holding the trail against them."""
