"""The calls to Slack: paced, judged, and the few things remembered of their answers."""
