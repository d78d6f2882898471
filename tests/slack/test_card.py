"""The card, the topic and the links of a room: what is offered when."""

from datetime import datetime
from typing import Any

import pytest

from bot.core.text import paragraph
from bot.incidents.due_times import due_times, next_update, next_update_line
from bot.process.process import Process
from bot.process.vocabulary import RoomBookmark, RoomSettings
from bot.slack.blockkit.render import blocks
from bot.slack.outbound.renderer import BlockKitRenderer, Bookmark
from playground.readable import readable
from storage.tables import Incident, RecordedClockEvent
from tests.slack.samples import PROCESS, STAGES, VIEWER, holder, incident, minutes, snooze, started, under_way, view

RENDERER = BlockKitRenderer(PROCESS)


def labels(shown: Incident, place: str = "room") -> list[str]:
    rows = [block for block in RENDERER.card(shown, place).blocks if block["type"] == "actions"]
    return [one["text"]["text"] for row in rows for one in row["elements"]]


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        ("declared", ["Acknowledge", "Post update", "Claim lead", "Severity", "Escalate", "Resolve"]),
        ("under way", ["Post update", "Assign role", "Severity", "Escalate", "Resolve"]),
        ("resolved", ["Close", "Not resolved"]),
        ("closed", ["Reopen"]),
        ("cancelled", ["Reopen"]),
    ],
)
def test_the_card_offers_what_makes_sense(stage: str, expected: list[str]) -> None:
    assert labels(STAGES[stage]) == expected
    assert labels(STAGES[stage], "incidents") == []


def test_the_topic_tells_severity_status_lead_and_next_update() -> None:
    assert RENDERER.topic(under_way()) == "🟠 SEV2 · Identified · Incident lead: <@UANA> · Next update 13:00 UTC"


def test_the_links_of_the_team_come_first_then_where_it_was_declared() -> None:
    links = (RoomBookmark(title="Call", link="https://meet.example/{reference}?n={number}"),)
    renderer = BlockKitRenderer(Process(room=RoomSettings(bookmarks=links)))
    assert renderer.bookmarks(incident(source_permalink="https://s.example/p1")) == (
        Bookmark("Call", "https://meet.example/INC-42?n=42"),
        Bookmark("Declared from", "https://s.example/p1"),
    )
    assert RENDERER.bookmarks(incident()) == ()


def test_a_severity_role_and_type_that_the_team_has_dropped_are_still_shown() -> None:
    odd = incident(
        severity="gone_sev", milestone="gone_step", type="gone_type", assignments=[holder("gone_role", "UBEN")]
    )
    text = str(RENDERER.card(odd, "room").blocks)
    assert all(slug in text for slug in ("gone_sev", "gone_step", "gone_type", "gone_role"))


def test_an_edit_shows_the_same_for_the_same_record() -> None:
    assert RENDERER.card(under_way(), "room") == RENDERER.card(under_way(), "room")


@pytest.mark.parametrize(
    ("given", "due", "overdue", "snoozed"),
    [
        ({}, minutes(60), False, None),
        ({"updated_at": minutes(60)}, minutes(60), True, None),
        ({"snoozes": [snooze("update", minutes(30), minutes(90))]}, minutes(60), False, minutes(90)),
        (
            {"snoozes": [snooze("update", minutes(30), minutes(90)), snooze("update", minutes(30), minutes(70))]},
            minutes(60),
            False,
            minutes(70),
        ),
        ({"clock_events": [started("update", 20), started("update", 30, minutes(30))]}, minutes(60), False, None),
    ],
    ids=["to come", "overdue", "snoozed", "snoozed for less time", "after one that was late"],
)
def test_the_next_update(given: dict[str, Any], due: Any, overdue: Any, snoozed: Any) -> None:
    promise = next_update(view(under_way(**given)))
    assert promise
    assert (promise.due_at, promise.is_overdue, promise.snoozed_until) == (due, overdue, snoozed)


@pytest.mark.parametrize(
    ("due", "said"),
    [(minutes(719), "Next update 23:59 UTC"), (minutes(720), "Next update 2 May 00:00 UTC")],
    ids=["today", "tomorrow"],
)
def test_the_topic_names_the_day_of_an_update_that_is_not_due_today(due: datetime, said: str) -> None:
    promised_then = under_way(clock_events=[started("update", 60, minutes(30), moment=due)])
    assert RENDERER.topic(promised_then).endswith(said)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (minutes(40), "Next update snoozed until today at 15:30 (due today at 15:00)"),
        (minutes(65), "Next update was due today at 15:00, snoozed until today at 15:30"),
        (minutes(95), "Next update was due today at 15:00"),
    ],
    ids=["to come", "overdue", "the snooze is over"],
)
def test_a_snoozed_update_was_due_only_once_it_was(now: datetime, said: str) -> None:
    snoozed = under_way(updated_at=now, snoozes=[snooze("update", minutes(40), minutes(90))])
    assert readable(blocks([paragraph(next_update_line(view(snoozed)))]), "", VIEWER) == said


def test_what_was_kept_is_no_longer_owed() -> None:
    kept = [started("update", 20), RecordedClockEvent(clock="update", kind="stopped", at=minutes(10), reason="")]
    assert next_update(view(under_way(clock_events=kept))) is None
    assert next_update(view(STAGES["resolved"])) is None


def test_what_is_owed_comes_by_urgency_and_the_nearest_is_on_the_card() -> None:
    owing = incident(clock_events=[started("update", 60), started("lead", 15), started("respond", 10)])
    assert [promise.clock.slug for promise in due_times(view(owing))] == ["respond", "lead", "update"]
    assert "Acknowledgement due " in str(RENDERER.card(owing, "room").blocks)
    assert "Acknowledgement due " not in str(RENDERER.card(under_way(), "room").blocks)
