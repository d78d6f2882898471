"""The face in Slack: listeners, forms, messages, cards, Home."""
