"""The incident process of a team, as values with defaults: severities, roles, milestones, routing, SLA rules."""
