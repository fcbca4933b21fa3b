"""What a member may do on the screen."""
