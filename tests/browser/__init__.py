"""The playground's page in a real browser, with Sitrep behind it."""
