"""The example and the schema that come with the project say what the code says."""

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

from bot.config.loading import load_process
from bot.config.process import Process
from bot.config.schema import schema_text

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "sitrep.example.toml"


def test_the_example_is_the_default() -> None:
    assert load_process(EXAMPLE) == Process()


def test_the_example_shows_every_key() -> None:
    data = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    assert set(data) == set(Process.model_fields)
    assert set(data["room"]) == set(type(Process().room).model_fields)
    assert set(data["routing"]) == set(Process().routing)
    for key in ("severities", "roles", "types", "milestones"):
        model = type(getattr(Process(), key)[0])
        for item in data[key]:
            assert set(item) == set(model.model_fields)


def test_the_schema_is_current() -> None:
    assert (ROOT / "sitrep.schema.json").read_text(encoding="utf-8") == schema_text(), (
        "run: python -m bot.config.schema > sitrep.schema.json"
    )


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        (EXAMPLE.read_text(encoding="utf-8"), True),
        ("", True),
        ("prefx = 'A'", False),
        ("[[severities]]\nslug = 'a'\nname = 'A'\nupdate_every = 15", True),
        ("[[severities]]\nslug = 'a'\nname = 'A'\nupdate_every = 'soon'", False),
        ("[permissions]\nclose = ['role:lead', 'person:U1']", True),
        ("[permissions]\nclose = ['boss']", False),
        ("[routing]\nupdatd = []", False),
    ],
)
def test_editors_see_what_is_right(text: str, *, valid: bool) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(schema_text()))
    assert validator.is_valid(tomllib.loads(text)) is valid
