"""What goes out to Slack: the room as a desired state, cards, and posts made exactly once."""
