"""Writes the JSON schema by which editors complete and check `sitrep.toml`: `python -m bot.config.schema > FILE`."""

import json
import sys

from bot.process.process import Process


def schema_text() -> str:
    """The schema as it is kept in `sitrep.schema.json`."""
    schema = Process.model_json_schema()
    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "sitrep.toml",
        "description": "The incident process of a team.",
    }
    return json.dumps(described, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
