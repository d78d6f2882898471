"""A process is sensible by default, and hangs together or is refused."""

import re
from typing import Any

import pytest
from pydantic import ValidationError

from bot.process.process import Process
from bot.process.values import Audience, Phase, Rule


def milestones(*phases: str) -> list[dict[str, Any]]:
    return [{"slug": f"m{place}", "name": f"M{place}", "phase": phase} for place, phase in enumerate(phases)]


def severities(*slugs: str) -> list[dict[str, Any]]:
    return [{"slug": slug, "name": slug.upper()} for slug in slugs]


def roles(*slugs: str) -> list[dict[str, Any]]:
    return severities(*slugs)


def test_the_default_process() -> None:
    process = Process()
    assert [severity.name for severity in process.severities] == ["SEV1", "SEV2", "SEV3", "SEV4"]
    assert [severity.rank for severity in process.severities] == [0, 1, 2, 3]
    assert [role.slug for role in process.roles] == ["lead", "comms", "scribe"]
    assert process.required_roles == (process.lead_role,)
    assert {milestone.phase for milestone in process.milestones} == set(Phase)
    assert [milestone.rank for milestone in process.milestones] == list(range(len(process.milestones)))
    assert process.severity(process.default_severity).name == "SEV3"
    assert process.initial_milestone.slug == "declared"
    assert process.resolved_milestone.slug == "resolved"
    assert process.closed_milestone.slug == "closed"
    assert process.acknowledged_milestone is process.milestone("acknowledged")
    assert process.start(process.default_type) is process.initial_milestone
    assert process.routing == {}
    assert process.rules_for("anything") == (Rule.parse("everyone"),)


def test_a_process_is_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Process().prefix = "X"


@pytest.mark.parametrize("lookup", ["severity", "role", "type", "milestone"])
def test_what_was_taken_out_of_the_process_is_still_named(lookup: str) -> None:
    stand_in = getattr(Process(), lookup)("long_gone")
    assert (stand_in.slug, stand_in.name) == ("long_gone", "long_gone")


def test_a_severity_taken_out_of_the_process_reminds_of_nothing() -> None:
    gone = Process().severity("long_gone")
    assert (gone.acknowledge_within, gone.update_every, gone.lead_within, gone.announce) == (None, None, None, ())


def test_routing_may_name_addresses() -> None:
    process = Process.model_validate({"routing": {"closed": ["room", "channel:ops"]}})
    assert process.routing["closed"] == (Audience.ROOM, "channel:ops")
    for wrong in ("rom", "channel:", ":ops", "Channel:ops", 3):
        with pytest.raises(ValidationError):
            Process.model_validate({"routing": {"closed": [wrong]}})


def test_routing_names_only_what_differs() -> None:
    process = Process(routing={"closed": ["lead"], "updated": []})
    assert process.routing == {"closed": (Audience.LEAD,), "updated": ()}


def test_a_type_may_start_in_triage() -> None:
    process = Process(
        types=[{"slug": "bug", "name": "Bug", "starts_in_triage": True}, {"slug": "fire", "name": "Fire"}]
    )
    assert process.start(process.type("bug")).phase is Phase.TRIAGE
    assert process.start(process.type("fire")).phase is Phase.ACTIVE


@pytest.mark.parametrize(
    ("given", "where", "message"),
    [
        ({"severities": severities("a", "b")}, ("default_severity",), "has to be set, to one of: a, b"),
        ({"default_severity": "sev9"}, ("default_severity",), "there is no severity 'sev9'; did you mean"),
        (
            {"severities": [*severities("sev3"), {"slug": "sev3", "name": "Three"}]},
            ("severities", 1, "slug"),
            "is taken",
        ),
        ({"roles": roles("comms")}, ("roles",), 'needs a role with slug = "lead"'),
        (
            {"roles": [{"slug": "lead", "name": "One"}, {"slug": "two", "name": "one"}]},
            ("roles", 1, "name"),
            "'one' is taken",
        ),
        ({"types": [*severities("a"), {"slug": "a", "name": "Other"}]}, ("types", 1, "slug"), "is taken"),
        ({"permissions": {"close": ["room", "role:boss"]}}, ("permissions", "close", 1), "there is no role 'boss'"),
        ({"milestones": milestones("post_incident", "closed")}, ("milestones",), 'phase = "active"'),
        ({"milestones": milestones("active", "closed")}, ("milestones",), 'phase = "post_incident"'),
        ({"milestones": milestones("active", "post_incident")}, ("milestones",), 'phase = "closed"'),
        (
            {"milestones": milestones("active", "post_incident", "closed", "closed")},
            ("milestones", 3, "phase"),
            "only one",
        ),
        (
            {"milestones": milestones("active", "post_incident", "active", "closed")},
            ("milestones", 2, "phase"),
            "before",
        ),
        (
            {
                "milestones": milestones("active", "post_incident", "closed"),
                "types": [{"slug": "a", "name": "A", "starts_in_triage": True}],
            },
            ("milestones",),
            "starts in triage",
        ),
        (
            {"severities": [*severities("sev3"), {"slug": "b", "name": "S", "acknowledge_within": "5m"}]},
            ("severities", 1),
            "warn_before (5m) has to be shorter than acknowledge_within (5m)",
        ),
        (
            {"room": {"bookmarks": [{"title": "Call", "link": "https://x/{title}"}]}},
            ("room", "bookmarks", 0, "link"),
            "{title} means nothing here",
        ),
        (
            {"room": {"bookmarks": [{"title": "Call", "link": "https://x/{number"}]}},
            ("room", "bookmarks", 0, "link"),
            "expected '}'",
        ),
        (
            {"room": {"bookmarks": [{"title": "Call", "link": "meet.example.com"}]}},
            ("room", "bookmarks", 0, "link"),
            "is not a link",
        ),
        ({"prefix": "inc"}, ("prefix",), "capital letters"),
    ],
)
def test_what_does_not_hang_together_is_refused(
    given: dict[str, Any], where: tuple[str | int, ...], message: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        Process(**given)
    assert [error["loc"] for error in caught.value.errors()] == [where]
    assert re.search(re.escape(message), caught.value.errors()[0]["msg"])
