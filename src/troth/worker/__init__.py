"""What the clock may do: the door through which work that must happen is done."""
