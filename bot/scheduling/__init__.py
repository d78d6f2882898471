"""What is due, and when to wake."""
