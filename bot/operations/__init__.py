"""What people can do to an incident and ask about it: one definition each, for every face."""
