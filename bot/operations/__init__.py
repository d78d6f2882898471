"""What people can do to an incident and ask about it: a module is a capability."""
