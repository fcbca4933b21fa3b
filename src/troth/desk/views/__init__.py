"""Views, by what a member does."""
