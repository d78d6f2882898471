"""What comes in from Slack: signatures, shapes, whose installation."""
