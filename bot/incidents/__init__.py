"""What several capabilities share: the changes of an incident, its clocks, due times, escalation and next steps."""
