"""What is done with drafted letters."""
