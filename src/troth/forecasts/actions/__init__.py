"""Taking in what is over."""
