"""Mail as it comes in, read and never changed."""
