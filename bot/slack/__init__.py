"""Slack, as a face and as a destination."""
