"""What is done with letters that leave."""
