"""What the pages of the partners' desk show."""
