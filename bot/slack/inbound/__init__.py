"""What comes in from Slack: connections, commands, buttons, forms, shortcuts, events."""
