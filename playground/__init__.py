"""A local Slack workspace over real sockets, to try and to test Slack apps without Slack."""
