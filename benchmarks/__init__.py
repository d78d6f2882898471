"""What Sitrep costs, as counts and ratios."""
