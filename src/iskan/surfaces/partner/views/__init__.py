"""The pages of the partners' desk."""
