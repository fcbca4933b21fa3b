"""What is done to keep a practice safe, and to let it go."""
