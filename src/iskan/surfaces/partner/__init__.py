"""The desk of partner bodies: what was sent to them, their answers, their own people."""
