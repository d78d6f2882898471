"""Incidents and events to render, built without a database: plain ones, and what an ill-meaning person types."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from pydantic import BaseModel

from bot.core.event import Event
from bot.core.read_models import ClockResult, IncidentView
from bot.core.registry import registry
from bot.incidents.cycle_ends import ENDED_EARLY
from bot.incidents.nudges import Nudge
from bot.incidents.view import view_of
from bot.operations.acknowledge import Acknowledged
from bot.operations.clocks import ClockPaused, ClockResumed, DueAgreed
from bot.operations.declare import Declared
from bot.operations.escalate import Escalated, EscalationRaised
from bot.operations.follow_policy import PolicyFollowed
from bot.operations.invite import ResponderInvited
from bot.operations.lifecycle import Closed, Reopened, Resolved, Unresolved
from bot.operations.note import NoteAdded
from bot.operations.pins import MessagePinned, MessageUnpinned
from bot.operations.remind import ReminderDue
from bot.operations.rename import Renamed
from bot.operations.roles import HolderLeft, RoleAssigned, RoleUnassigned
from bot.operations.severity import SeverityChanged
from bot.operations.snooze import Snoozed
from bot.operations.status import StatusChanged
from bot.operations.summary import Summarised
from bot.operations.system_events import DeliveryFailed
from bot.operations.update import Updated
from bot.process.process import Process
from bot.process.sla_policy import Sla
from bot.process.working_hours import WorkingHours
from playground.readable import Viewer
from storage.tables import Incident, RecordedClockEvent, Responder, RoleAssignment, Room, Snooze

OFFICE = WorkingHours.model_validate({"zone": "Europe/Berlin", "hours": {"mon-fri": "09:00-17:00"}})
PROCESS = Process(sla=Sla(calendars={"office": OFFICE}))
NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
ANA, BEN, CLEO, ONCALL, ROOM = "UANA", "UBEN", "UCLEO", "SONCALL", "CROOM"
PLACES = ("room", "announcement:CNEWS", f"person:{BEN}", "channel:CADMIN")

VIEWER = Viewer(
    names={ANA: "@Ana", BEN: "@Ben", CLEO: "@Cleo", ONCALL: "@oncall", ROOM: "#inc-42-checkout-is-down"},
    zone="Europe/Berlin",
    now=NOON + timedelta(hours=1),
)


def minutes(count: int) -> datetime:
    return NOON + timedelta(minutes=count)


def incident(**differing: Any) -> Incident:
    usual: dict[str, Any] = {
        "id": 7,
        "team_id": "T1",
        "number": 42,
        "reference": "INC-42",
        "mode": "standard",
        "visibility": "public",
        "severity": "sev2",
        "type": "incident",
        "milestone": "investigating",
        "phase": "active",
        "name": "Checkout is down",
        "summary": "",
        "last_update": "",
        "resolution": "",
        "close_reason": "",
        "close_comment": "",
        "creator_id": ANA,
        "source_permalink": "",
        "announced_in": ["incidents"],
        "declared_at": NOON,
        "milestones": [],
        "assignments": [],
        "responders": [],
        "updated_at": NOON,
        "clock_events": [],
        "escalation_step": 0,
        "deadlines": [],
        "snoozes": [],
        "pins": [],
        "room": Room(team_id="T1", is_wanted=True, channel_id=ROOM),
    }
    return Incident(**(usual | differing))


def view(shown: Incident, at: datetime | None = None) -> IncidentView:
    """What is shown of it, its clocks as they are at a moment, or were at the last change."""
    return view_of(shown, PROCESS, registry.sections(), at)


def holder(role: str, user_id: str) -> RoleAssignment:
    return RoleAssignment(team_id="T1", role=role, exclusive=True, user_id=user_id, started_at=NOON)


def responder(user_id: str, **differing: Any) -> Responder:
    return Responder(**({"team_id": "T1", "user_id": user_id, "since": NOON, "invitation": "done"} | differing))


def within(count: int, calendar: str = "24x7") -> dict[str, Any]:
    """A target of so many minutes."""
    return {"seconds": count * 60.0, "calendar": calendar, "thresholds": ["5m before", "due"]}


IN_OFFICE = within(480, "office")


def started(clock: str, count: int, at: datetime = NOON, **differing: Any) -> RecordedClockEvent:
    """That a clock began to run: so many minutes, all day and night."""
    usual = {"clock": clock, "kind": "started", "at": at, "reason": "", "target": within(count)}
    return RecordedClockEvent(**(usual | differing))


def mark(clock: str, kind: str, at: datetime, **differing: Any) -> RecordedClockEvent:
    """That something else happened to a clock."""
    return RecordedClockEvent(**({"clock": clock, "kind": kind, "at": at, "reason": "", "actor_id": ANA} | differing))


def snooze(clock: str, at: datetime, until: datetime) -> Snooze:
    return Snooze(clock=clock, until=until, reason="Later", actor_id=ANA, snoozed_at=at)


def under_way(**differing: Any) -> Incident:
    """With people at work, an update given and the next one promised."""
    usual: dict[str, Any] = {
        "summary": "One in ten card payments fails.",
        "milestone": "identified",
        "acknowledged_at": minutes(3),
        "last_update": "A bad deploy. We are rolling back.",
        "last_update_at": minutes(30),
        "next_update_at": minutes(60),
        "assignments": [holder("lead", ANA), holder("comms", BEN)],
        "responders": [responder(ANA), responder(BEN), responder(CLEO)],
        "updated_at": minutes(30),
        "clock_events": [started("update", 60, minutes(30), moment=minutes(60))],
    }
    return incident(**(usual | differing))


def resolved(**differing: Any) -> Incident:
    usual: dict[str, Any] = {
        "phase": "post_incident",
        "milestone": "resolved",
        "resolution": "Rolled back to 4.2.",
        "resolved_at": minutes(80),
        "next_update_at": None,
        "updated_at": minutes(80),
        "clock_events": [],
    }
    return under_way(**(usual | differing))


def closed(**differing: Any) -> Incident:
    usual = {"phase": "closed", "milestone": "closed", "close_reason": "resolved", "closed_at": minutes(200)}
    return resolved(**(usual | differing))


def lives_of_clocks(why: str) -> dict[str, tuple[datetime, list[RecordedClockEvent]]]:
    """What can become of a clock, at a moment; `why` is what people said."""
    running = [started("resolve", 240)]
    paused = mark("resolve", "paused", minutes(30), reason=why)
    until = mark("resolve", "paused", minutes(30), reason=why, until=minutes(90))
    resolved_at = minutes(180)
    return {
        "nothing promised": (minutes(60), []),
        "running": (minutes(60), running),
        "due soon": (minutes(236), running),
        "overdue": (minutes(260), running),
        "paused by somebody": (minutes(60), [*running, paused]),
        "paused until a moment": (minutes(60), [*running, until]),
        "paused, overdue": (minutes(300), [started("resolve", 20), paused]),
        "it ran on by itself": (minutes(120), [*running, until]),
        "it was resumed": (minutes(120), [*running, paused, mark("resolve", "resumed", minutes(50))]),
        "out of hours": (minutes(5 * 60), [started("resolve", 480, target=IN_OFFICE)]),
        "over a night": (minutes(26 * 60), [started("resolve", 480, target=IN_OFFICE)]),
        "a due date was agreed": (
            minutes(60),
            [*running, mark("resolve", "agreed", minutes(40), moment=minutes(300), reason=why)],
        ),
        "the severity was raised": (
            minutes(60),
            [*running, mark("resolve", "retargeted", minutes(45), target=within(120), reason="SEV1")],
        ),
        "met": (resolved_at, [*running, mark("resolve", "stopped", resolved_at)]),
        "missed": (minutes(250), [*running, mark("resolve", "stopped", minutes(250))]),
        "ended early": (resolved_at, [*running, mark("resolve", "stopped", resolved_at, reason=ENDED_EARLY)]),
        "second cycle": (
            minutes(240),
            [*running, mark("resolve", "stopped", resolved_at), started("resolve", 240, minutes(200))],
        ),
        "several clocks": (
            minutes(70),
            [
                started("respond", 15),
                mark("respond", "stopped", minutes(3)),
                started("update", 60),
                started("update", 60, minutes(30), moment=minutes(60)),
                *running,
                paused,
            ],
        ),
    }


KEPT = [
    started("respond", 15),
    mark("respond", "stopped", minutes(3)),
    started("resolve", 60),
    mark("resolve", "stopped", minutes(80)),
]
CALLED_OFF = [*KEPT[:2], started("resolve", 60), mark("resolve", "stopped", minutes(30), reason=ENDED_EARLY)]

STAGES: dict[str, Incident] = {
    "declared, before its room exists": incident(room=Room(team_id="T1", is_wanted=True)),
    "declared": incident(clock_events=[started("update", 60), started("lead", 15)]),
    "under way": under_way(),
    "overdue": under_way(updated_at=minutes(60)),
    "snoozed": under_way(updated_at=minutes(40), snoozes=[snooze("update", minutes(40), minutes(90))]),
    "private, a drill": under_way(visibility="private", mode="test"),
    "paused": under_way(phase="paused", milestone="paused", clock_events=[], next_update_at=None),
    "resolved": resolved(),
    "closed": closed(close_comment="Postmortem in the wiki.", clock_events=KEPT),
    "cancelled": under_way(phase="cancelled", milestone="cancelled", clock_events=CALLED_OFF),
}


def nudge(clock: str, threshold: str, at: datetime) -> Nudge:
    return Nudge(clock=clock, threshold=threshold, target_at=at, is_overdue=threshold == "due")


def verdict(clock: str, consumed: int, allowed: int, **differing: Any) -> ClockResult:
    """How a cycle ended; all times in minutes."""
    seconds = {"consumed_seconds": consumed * 60.0, "allowed_seconds": allowed * 60.0}
    seconds["stopped_seconds"] = differing.pop("stopped", 0) * 60.0
    met = not differing.get("ended_early", False)
    found: dict[str, Any] = {"clock": clock, "cycle": 1, "met": met} | seconds | differing
    return ClockResult(**found)


def update(**differing: Any) -> Updated:
    usual = {
        "body": "A bad deploy. We are rolling back.",
        "milestone": "identified",
        "milestone_before": "investigating",
        "severity": "sev2",
        "severity_before": "sev3",
        "next_update_at": minutes(60),
    }
    return Updated.model_validate(usual | differing)


EVENTS: dict[str, Event] = {
    "declared": Declared(
        name="Checkout is down", severity="sev2", summary="Card payments fail.", source_permalink="https://s.example/p1"
    ),
    "updated": update(),
    "updated, only told": update(milestone_before="identified", severity_before="sev2", next_update_at=None),
    "status_changed": StatusChanged(before="identified", after="mitigated"),
    "severity_changed": SeverityChanged(before="sev3", after="sev1", reason="All payments fail now."),
    "severity_changed, unexplained": SeverityChanged(before="sev1", after="sev4"),
    "renamed": Renamed(before="Checkout is down", after="Card payments fail"),
    "summarised": Summarised(summary="One in ten card payments fails."),
    "role_assigned": RoleAssigned(role="lead", person=BEN),
    "role_assigned, in place of another": RoleAssigned(role="comms", person=BEN, instead_of=CLEO),
    "role_assigned, to oneself": RoleAssigned(role="lead", person=ANA, instead_of=CLEO),
    "role_unassigned": RoleUnassigned(role="scribe", person=CLEO),
    "role_unassigned, of one who left": RoleUnassigned(role="lead", person=CLEO, has_left=True),
    "holder_left": HolderLeft(person=CLEO, roles=("lead", "scribe")),
    "role_unassigned, by oneself": RoleUnassigned(role="lead", person=ANA),
    "responder_invited": ResponderInvited(people=(BEN, CLEO)),
    "note_added": NoteAdded(body="Restarted the workers."),
    "message_pinned": MessagePinned(
        channel=ROOM,
        message_ts="1714564800.000100",
        author=BEN,
        text="It began at 11:58",
        permalink="https://s.example/p2",
    ),
    "message_unpinned": MessageUnpinned(channel=ROOM, message_ts="1714564800.000100"),
    "escalated": Escalated(reason="We need somebody who knows the card gateway.", person=BEN),
    "escalated, to a group": Escalated(reason="We need a database admin.", group=ONCALL),
    "escalation_raised": EscalationRaised(step=1, steps=2, people=(BEN,), groups=(ONCALL,), next_at=minutes(45)),
    "escalation_raised, with what is due": EscalationRaised(
        step=2,
        steps=3,
        people=(BEN,),
        next_at=minutes(60),
        nudges=(nudge("respond", "due", minutes(15)), nudge("update", "due", minutes(30))),
        person=ANA,
        late_seconds=840,
        said_at=minutes(45),
    ),
    "escalation_raised, the last step": EscalationRaised(
        step=2, steps=2, announced=True, reason="Nobody knows the gateway."
    ),
    "acknowledged": Acknowledged(),
    "acknowledged, after an escalation": Acknowledged(escalation_step=1),
    "snoozed": Snoozed(clock="update", until=minutes(90), reason="Waiting for the vendor."),
    "clock_paused": ClockPaused(clock="resolve", reason="Waiting for the vendor.", until=minutes(90)),
    "clock_paused, until resumed": ClockPaused(clock="resolve", reason="Waiting for the customer."),
    "clock_resumed": ClockResumed(clock="resolve", due_at=minutes(240)),
    "due_agreed": DueAgreed(clock="resolve", due_at=minutes(300), agreed_with="the customer"),
    "resolved": Resolved(resolution="Rolled back to 4.2."),
    "unresolved": Unresolved(reason="Payments fail again."),
    "closed": Closed(
        reason="permanently_fixed",
        comment="The gateway has a timeout now.",
        clocks=(
            verdict("respond", 3, 15),
            verdict("lead", 8, 15, ended_early=True),
            verdict("update", 60, 60),
            verdict("update", 75, 60, cycle=2, met=False),
            verdict("update", 45, 60, cycle=3, stopped=30),
            verdict("escalate", 3, 30),
            verdict("resolve", 510, 480, met=False, stopped=60),
        ),
    ),
    "closed, nothing was promised": Closed(reason="resolved"),
    "reopened": Reopened(reason="It is back."),
    "reminder_due, a warning": ReminderDue(nudges=(nudge("update", "5m before", minutes(60)),), person=ANA),
    "reminder_due, a breach": ReminderDue(nudges=(nudge("update", "due", minutes(60)),), person=ANA),
    "reminder_due, nobody is on it": ReminderDue(
        nudges=(nudge("respond", "due", minutes(15)), nudge("lead", "5m before", minutes(20))), person=ANA
    ),
    "reminder_due, a clock of the team": ReminderDue(
        nudges=(nudge("resolve", "75%", minutes(180)), nudge("contain", "due", minutes(60))), person=ANA
    ),
    "policy_followed": PolicyFollowed(clocks=("resolve",), reason="the calendar office was changed"),
    "reminder_due, late": ReminderDue(nudges=(nudge("update", "due", minutes(60)),), person=ANA, late_seconds=840),
    "reminder_due, very late": ReminderDue(
        nudges=(nudge("lead", "due", minutes(15)),),
        person=None,
        late_seconds=60 * 60 * 26,
        said_at=minutes(15 + 60 * 26),
    ),
    "delivery_failed, the room is archived": DeliveryFailed(
        what="Posting in the incident's room",
        problem="the channel is archived (is_archived)",
        advice="unarchive the channel. What waits for it is then posted by itself.",
    ),
    "delivery_failed": DeliveryFailed(
        what="The invitation of", address=f"person:{CLEO}", problem="the account is deactivated (user_disabled)"
    ),
    "delivery_failed, of an announcement": DeliveryFailed(
        what="The announcement in", address="announcement:support", problem="Sitrep is not in it (not_in_channel)"
    ),
}


def sample(kind: type[Event]) -> Event:
    """An event of a kind that nobody has written one of: from the examples of its fields, or their types."""
    of_type: dict[Any, Any] = {str: "Something that somebody typed.", datetime: NOON, int: 1, float: 1.0, bool: True}
    needed = {name: field for name, field in kind.model_fields.items() if field.is_required()}
    return kind(**{name: (field.examples or [of_type.get(field.annotation, ())])[0] for name, field in needed.items()})


WRITTEN = {event.kind for event in EVENTS.values()}
EVENTS |= {kind: sample(event) for kind, event in registry.events().items() if kind not in WRITTEN}

NASTY: Sequence[str] = (
    "<!channel>",
    "<!here|here> <!everyone>",
    "<@UANA> and <@UANA|ana>",
    "<!subteam^SONCALL|@oncall>",
    "<#CNEWS> <https://evil.example|click> javascript:alert(1)",
    "*bold* _italic_ ~strike~ `code` ```pre``` > quote",
    "&lt;!channel&gt; &amp;",
    ":tada: 🎉 👩🏽‍🚒 é",
    "\u202egnihton si siht\u2066 \u202b",
    "line\nline\r\nline\ttab",
    "@channel @here @everyone",
    "<" * 3000,
    "\u202e" * 3000,
    "👩‍👩‍👧‍👦" * 400,
    "https://a.example " * 160,
    '"' * 3000,
    "a" * 3000,
    "\x00\x07\ud800",
    "  ",
    "https://status.example/x?a=<!channel>&b=*c*.",
)

nasty = st.one_of(
    st.sampled_from(NASTY),
    st.lists(st.sampled_from(NASTY), min_size=1, max_size=4).map(" ".join).map(lambda text: text[:3000]),
    st.text(max_size=3000),
)


def typed(event: Event) -> list[str]:
    """The fields of an event that hold what a person typed."""
    fixed = {"kind", "severity", "severity_before", "milestone", "milestone_before", "before", "after", "role", "clock"}
    closing = {"reason"} if isinstance(event, Closed) else set()
    ours = {"channel", "message_ts", "person", "group", "instead_of", "author", "what", "address", *closing, *fixed}
    renaming = {"before", "after"} if isinstance(event, Renamed) else set()
    fields: BaseModel = event
    text = {name for name, info in type(fields).model_fields.items() if info.annotation is str}
    return sorted((text - ours) | renaming)
