"""The incident record as tables: what an incident is now, how it came to be, and what the outside still has to hear.

Every module in here is taken up; a capability's table is a module of its own, and needs no other line.
"""

from importlib import import_module
from pkgutil import iter_modules

from storage.tables.base import Base, OfIncident
from storage.tables.clocks import CalendarHours, CycleResult, Deadline, RecordedClockEvent, Snooze
from storage.tables.delivery import Card, Post, Receipt, Room, Work
from storage.tables.incident import Incident, MilestoneReached, Responder, RoleAssignment
from storage.tables.timeline import StatusUpdate, TimelineEvent, TimelinePin
from storage.tables.workspace import SlackChannel, SlackPerson, Workspace

__all__ = [
    "Base",
    "CalendarHours",
    "Card",
    "CycleResult",
    "Deadline",
    "Incident",
    "MilestoneReached",
    "OfIncident",
    "Post",
    "Receipt",
    "RecordedClockEvent",
    "Responder",
    "RoleAssignment",
    "Room",
    "SlackChannel",
    "SlackPerson",
    "Snooze",
    "StatusUpdate",
    "TimelineEvent",
    "TimelinePin",
    "Work",
    "Workspace",
]

for _module in iter_modules(__path__, f"{__name__}."):
    import_module(_module.name)
Incident.take_up_rows()
