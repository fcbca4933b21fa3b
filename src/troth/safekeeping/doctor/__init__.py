"""Whether all is well with a practice and the machine it lives on, in sentences."""
