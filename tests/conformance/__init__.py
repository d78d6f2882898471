"""What Slack documents, rule by rule with its source, held against the playground through five kinds of client."""
