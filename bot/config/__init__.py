"""What a team can set: the incident process from `sitrep.toml`, secrets and switches from the environment."""
