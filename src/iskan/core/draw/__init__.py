"""The draw that anyone can recompute: protocol `iskan-draw-v1`, to the byte, with the standard library alone."""
