"""What we tell: letters drafted from facts."""
