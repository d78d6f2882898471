"""Writes the JSON schema by which editors complete and check `sitrep.toml`: `sitrep schema`."""

import json

from bot.core.registry import registry
from bot.process.process import Process


def schema_text() -> str:
    """The schema as it is kept in `sitrep.schema.json`; the registry has to be filled."""
    schema = Process.model_json_schema()
    schema["properties"]["routing"]["propertyNames"] = {"enum": [*registry.events()]}
    operations = sorted(kind.slug for kind in registry.operations() if kind.title)
    schema["properties"]["permissions"]["propertyNames"] = {"enum": operations}
    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "sitrep.toml",
        "description": "The incident process of a team.",
    }
    return json.dumps(described, indent=2, ensure_ascii=False) + "\n"
