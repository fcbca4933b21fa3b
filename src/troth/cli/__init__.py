"""What a terminal may do."""
