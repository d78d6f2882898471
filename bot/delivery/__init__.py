"""Carries what was committed to where it has to be told: the outbox, the worker, its leases."""
