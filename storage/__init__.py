"""The incident record: tables, queries named by intent, and migrations."""
