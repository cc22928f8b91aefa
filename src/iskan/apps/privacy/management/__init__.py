"""Console commands of the anchors."""
