"""Rows to start a test from: valid ones, of which a test changes what it is about."""

from datetime import UTC, datetime
from typing import Any

from storage.database import Database
from storage.tables import Incident, RoleAssignment, Room, TimelineEvent, Workspace

TEAM = "T1"
NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)


def incident(number: int = 1, **differing: Any) -> Incident:
    usual = {
        "team_id": TEAM,
        "number": number,
        "reference": f"INC-{number}",
        "idempotency_key": f"key-{number}",
        "severity": "SEV2",
        "type": "general",
        "milestone": "declared",
        "phase": "active",
        "name": "Checkout is down",
        "creator_id": "U1",
        "declared_at": NOON,
        "updated_at": NOON,
        "room": Room(team_id=TEAM),
    }
    return Incident(**(usual | differing))


def assignment(incident_id: int, **differing: Any) -> RoleAssignment:
    usual = {
        "team_id": TEAM,
        "incident_id": incident_id,
        "role": "lead",
        "exclusive": True,
        "user_id": "U1",
        "started_at": NOON,
    }
    return RoleAssignment(**(usual | differing))


def happening(incident_id: int, **differing: Any) -> TimelineEvent:
    usual = {
        "team_id": TEAM,
        "incident_id": incident_id,
        "kind": "noted",
        "occurred_at": NOON,
        "recorded_at": NOON,
        "payload": {"text": "seen"},
    }
    return TimelineEvent(**(usual | differing))


async def add(database: Database, *rows: object) -> None:
    async with database.transaction() as session:
        session.add_all(rows)


async def declared(database: Database) -> int:
    """The id of an incident in a new workspace."""
    first = incident()
    await add(database, Workspace(team_id=TEAM))
    await add(database, first)
    return first.id
