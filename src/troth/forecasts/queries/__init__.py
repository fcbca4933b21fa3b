"""What was learned from what is over."""
