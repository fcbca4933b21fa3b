"""What a member does with their calendars and hours, and what a look at a calendar gave."""
