"""Messages in Block Kit: text made fit for Slack, blocks, buttons."""
