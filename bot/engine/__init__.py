"""Runs one operation in one transaction, with what follows from it."""
