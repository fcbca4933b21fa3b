"""What is done to practice, members, clients and contacts."""
