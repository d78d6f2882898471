"""The rules, pure: lifecycle, references, deadlines, permissions. No input or output, no Slack, no SQL."""
