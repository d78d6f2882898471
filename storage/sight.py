"""Who may see which incidents, as conditions of a query."""

from sqlalchemy import and_, false, or_, select, true
from sqlalchemy.sql.elements import ColumnElement

from storage.tables import Incident, Responder, RoleAssignment


def belongs_to(user_id: str) -> ColumnElement[bool]:
    """Those that a person declared, has a role in, or is in the room of."""
    present = select(Responder.incident_id).where(Responder.user_id == user_id, Responder.left_at.is_(None))
    holding = select(RoleAssignment.incident_id).where(
        RoleAssignment.user_id == user_id, RoleAssignment.ended_at.is_(None)
    )
    return or_(Incident.creator_id == user_id, Incident.id.in_(present), Incident.id.in_(holding))


def visible_to(team_id: str, viewer: str | None) -> ColumnElement[bool]:
    """The incidents of a workspace that somebody may see; Sitrep itself, who is None, sees all."""
    return and_(Incident.team_id == team_id, true() if viewer is None else visible(viewer))


def visible(user_id: str) -> ColumnElement[bool]:
    """Those that a person may see: public ones, and those of theirs whose room they did not leave."""
    gone = select(Responder.incident_id).where(Responder.user_id == user_id, Responder.left_at.is_not(None))
    is_theirs = and_(belongs_to(user_id), Incident.id.not_in(gone))
    return or_(Incident.visibility == "public", is_theirs) if user_id else false()
