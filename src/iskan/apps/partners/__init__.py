"""What is sent to bodies outside the ministry, and what they answer."""
