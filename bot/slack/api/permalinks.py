"""Addresses of things in Slack, made without asking Slack."""


def permalink(workspace_url: str, channel: str, message_ts: str) -> str:
    """Where a message is: what chat.getPermalink would say of one that is no reply. `workspace_url` ends in `/`."""
    return f"{workspace_url}archives/{channel}/p{message_ts.replace('.', '')}"
