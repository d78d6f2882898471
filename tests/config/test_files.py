"""The example and the schema that come with the project say what the code says."""

import json
import re
import tomllib
from datetime import timedelta
from pathlib import Path

import jsonschema
import pytest

from bot.config.loading import load_process, parse_process
from bot.config.schema import schema_text
from bot.core.registry import registry
from bot.process.process import Process
from bot.process.sla_policy import Sla
from bot.process.sla_rules import ClockKind, Notice, Step, TargetRule
from bot.process.working_hours import WorkingHours
from bot.reference import pages

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "sitrep.example.toml"


def test_the_example_is_the_default() -> None:
    example = load_process(EXAMPLE)
    assert example.routing == {kind: event.route for kind, event in registry.events().items()}
    assert example.model_copy(update={"routing": {}}) == Process()


def test_the_example_shows_every_key() -> None:
    data = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    assert set(data) == set(Process.model_fields)
    assert set(data["room"]) == set(type(Process().room).model_fields)
    for key in ("severities", "roles", "types", "milestones"):
        model = type(getattr(Process(), key)[0])
        for item in data[key]:
            assert set(item) == set(model.model_fields)
    assert set(data["sla"]) == set(Sla.model_fields)
    for key, part in (("notices", Notice), ("escalation", Step)):
        assert data["sla"][key]
        for item in data["sla"][key]:
            assert set(item) == set(part.model_fields)


def test_what_the_example_shows_in_comments_is_right() -> None:
    """The lines that are commented out in [sla], taken in, are read, and show every key too."""
    text = re.sub(r"(?m)^# ? ? ?(?=(\[\[?sla\.[^]]+]|\w+ = ))", "", EXAMPLE.read_text(encoding="utf-8"))
    text = re.sub(r"(?m)^(clocks|targets) = \[\]\n\n", "", text)
    process = parse_process(text, "sitrep.toml")
    data = tomllib.loads(text)["sla"]
    assert [clock.slug for clock in process.sla.clocks] == ["contain"]
    assert process.sla.targets[0].within == timedelta(hours=40)
    for item, part in (
        (data["clocks"][0], ClockKind),
        (data["targets"][0], TargetRule),
        (data["calendars"]["office"], WorkingHours),
    ):
        assert set(item) == set(part.model_fields)


@pytest.mark.parametrize("path", [path for path, _ in pages()], ids=lambda path: path.name)
def test_what_is_made_of_the_registry_is_current(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == dict(pages())[path], "write it anew with: make reference"


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
        ("[routing]\nupdated = ['room', 'channel:ops']", True),
        ("[routing]\nupdated = ['rom']", False),
        ("[sla.calendars.office]\nzone = 'UTC'\nhours = { mon-fri = '09:00-17:00' }", True),
        ("[sla.calendars.office]\nzone = 'UTC'\nhours = { monday = '09:00-17:00' }", False),
        ("[[sla.notices]]\nwhen = '30m after'\ndo = ['role:lead', 'escalate']", True),
        ("[[sla.notices]]\nwhen = 'later'\ndo = ['room']", False),
        ("[[sla.notices]]\nwhen = 'due'\ndo = ['shout']", False),
    ],
)
def test_editors_see_what_is_right(text: str, *, valid: bool) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(schema_text()))
    assert validator.is_valid(tomllib.loads(text)) is valid
