"""The environment and `sitrep.toml`: loading, the positions of mistakes, the check, the schema."""
