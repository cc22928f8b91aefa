"""Anchors: what is published of the audit trail and the draws, so that nobody can rewrite them unseen."""
