"""What may be done with findings and with what they became."""
