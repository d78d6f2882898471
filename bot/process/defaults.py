"""The process of a team that has set nothing."""

from bot.process.sla_rules import ClockKind, Notice, Step
from bot.process.values import Phase
from bot.process.vocabulary import IncidentType, Milestone, Role, Severity

SEVERITIES = (
    Severity(
        slug="sev1",
        name="SEV1",
        emoji="🔴",
        description="Critical: customers cannot work, data is lost or leaks. All hands, now.",
        announce=("incidents",),
        acknowledge_within="10m",
        update_every="30m",
        lead_within="10m",
        escalate_after="15m",
        resolve_within="4h",
        warn_before="5m",
    ),
    Severity(
        slug="sev2",
        name="SEV2",
        emoji="🟠",
        description="Major: an important part does not work for many customers.",
        announce=("incidents",),
        acknowledge_within="15m",
        update_every="1h",
        lead_within="15m",
        escalate_after="30m",
        resolve_within="8h",
        warn_before="5m",
    ),
    Severity(
        slug="sev3",
        name="SEV3",
        emoji="🟡",
        description="Minor: some customers are hindered, or there is a way around.",
        announce=("incidents",),
        acknowledge_within="1h",
        update_every="4h",
        lead_within="1h",
        escalate_after="2h",
        resolve_within="3d",
        warn_before="15m",
    ),
    Severity(
        slug="sev4",
        name="SEV4",
        emoji="🔵",
        description="Low: nobody is hindered yet, but somebody should look.",
        acknowledge_within="8h",
        update_every="1d",
        escalate_after="1d",
        resolve_within="14d",
        warn_before="1h",
    ),
)

DEFAULT_SEVERITY = "sev3"

ROLES = (
    Role(
        slug="lead",
        name="Incident lead",
        description="Coordinates the response and decides.",
        instructions=(
            "You decide, others do. Find out what is affected and set the severity. Ask for the people you need. "
            "Post an update before the next one is due, even if nothing has changed. Hand the role on before you tire."
        ),
        required=True,
    ),
    Role(
        slug="comms",
        name="Communications",
        description="Keeps everybody outside the room informed.",
        instructions=(
            "Tell stakeholders and customers what is affected, what is being done and when they will hear next, "
            "in their words. Agree each message with the lead. Keep questions away from those who repair."
        ),
    ),
    Role(
        slug="scribe",
        name="Scribe",
        description="Keeps the timeline.",
        instructions=(
            "Write down what was seen, decided and done, and when. React with 📌 to a message to add it to the "
            "timeline; add what was said aloud with /incident note."
        ),
    ),
)

TYPES = (IncidentType(slug="incident", name="Incident"),)

MILESTONES = (
    Milestone(slug="triage", name="In triage", phase=Phase.TRIAGE, description="It is not yet known if it is one."),
    Milestone(slug="declared", name="Declared", phase=Phase.ACTIVE, description="Somebody said so."),
    Milestone(slug="acknowledged", name="Acknowledged", phase=Phase.ACTIVE, description="Somebody is on it."),
    Milestone(slug="investigating", name="Investigating", phase=Phase.ACTIVE, description="The cause is sought."),
    Milestone(slug="identified", name="Identified", phase=Phase.ACTIVE, description="The cause is known."),
    Milestone(slug="mitigated", name="Mitigated", phase=Phase.ACTIVE, description="The impact is contained."),
    Milestone(slug="monitoring", name="Monitoring", phase=Phase.ACTIVE, description="A fix is in and is watched."),
    Milestone(slug="paused", name="Paused", phase=Phase.PAUSED, description="Nothing can be done for now."),
    Milestone(slug="resolved", name="Resolved", phase=Phase.POST_INCIDENT, description="The impact is over."),
    Milestone(
        slug="retrospective_started",
        name="Retrospective started",
        phase=Phase.POST_INCIDENT,
        description="People look at what happened.",
    ),
    Milestone(
        slug="retrospective_completed",
        name="Retrospective completed",
        phase=Phase.POST_INCIDENT,
        description="What was learned is written down.",
    ),
    Milestone(slug="closed", name="Closed", phase=Phase.CLOSED, description="Nothing is left to do."),
    Milestone(slug="declined", name="Declined", phase=Phase.DECLINED, description="It was none."),
    Milestone(slug="merged", name="Merged", phase=Phase.MERGED, description="It is part of another."),
    Milestone(slug="cancelled", name="Cancelled", phase=Phase.CANCELLED, description="It was declared in error."),
)

CLOCKS = (
    ClockKind(slug="respond", name="Response", starts="declared", ends="acknowledged"),
    ClockKind(slug="lead", name="Lead", starts="declared", ends="lead_assigned"),
    ClockKind(slug="update", name="Update", starts="declared", ends="updated", repeats=True),
    ClockKind(slug="escalate", name="Escalation", starts="declared", ends="acknowledged"),
    ClockKind(slug="resolve", name="Resolution", starts="declared", ends="resolved"),
)

NOTICES = (
    Notice(clocks=("respond", "lead", "update"), when="warning", do=("room",)),
    Notice(when="due", do=("room",)),
    Notice(clocks=("resolve",), when="75%", do=("room",)),
    Notice(clocks=("escalate",), when="due", do=("escalate",)),
)

ESCALATION = (
    Step(ask=("role:lead", "creator"), wait="15m"),
    Step(ask=("announce",), wait="15m"),
)
