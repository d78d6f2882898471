"""The worked example of docs/design.md: a capability in three files, walked through in a copy of the project."""
