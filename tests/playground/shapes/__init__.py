"""The shapes of answers, events and payloads, against recordings of Slack's own."""
