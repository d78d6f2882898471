"""Everything that acts: rules, operations, the face in Slack, delivery and scheduling."""
