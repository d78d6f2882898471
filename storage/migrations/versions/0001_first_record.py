"""The first record: every table, and the guard that keeps the timeline append-only."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None

TIME = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(JSONB(), "postgresql")

REFUSAL = "the timeline is append-only: its events are neither changed nor deleted"

SQLITE_GUARD = f"""
CREATE TRIGGER timeline_event_keeps_{{moment}} BEFORE {{moment}} ON timeline_event
BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
"""

POSTGRES_REFUSAL = f"""
CREATE FUNCTION refuse_timeline_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END
$$
"""

POSTGRES_GUARD = """
CREATE TRIGGER timeline_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON timeline_event
FOR EACH STATEMENT EXECUTE FUNCTION refuse_timeline_change()
"""


def upgrade() -> None:
    create_tables()
    if op.get_bind().dialect.name == "sqlite":
        op.execute(SQLITE_GUARD.format(moment="update"))
        op.execute(SQLITE_GUARD.format(moment="delete"))
    else:
        op.execute(POSTGRES_REFUSAL)
        op.execute(POSTGRES_GUARD)


def downgrade() -> None:
    raise NotImplementedError("before the first record there is nothing to go back to")


def create_tables() -> None:
    op.create_table(
        "workspace",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("bot_user_id", sa.String(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", name=op.f("pk_workspace")),
    )
    op.create_table(
        "channel",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("channel_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("fetched_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["workspace.team_id"], name=op.f("fk_channel_team_id")),
        sa.PrimaryKeyConstraint("team_id", "channel_id", name=op.f("pk_channel")),
        sa.UniqueConstraint("team_id", "name", name=op.f("uq_channel_team_id_name")),
    )
    op.create_table(
        "incident",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("idempotency_key", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("visibility", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("milestone", sa.String(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("last_update", sa.String(), nullable=False),
        sa.Column("resolution", sa.String(), nullable=False),
        sa.Column("close_reason", sa.String(), nullable=False),
        sa.Column("close_comment", sa.String(), nullable=False),
        sa.Column("creator_id", sa.String(), nullable=False),
        sa.Column("source_permalink", sa.String(), nullable=False),
        sa.Column("announced_in", JSON, nullable=False),
        sa.Column("declared_at", TIME, nullable=False),
        sa.Column("acknowledged_at", TIME, nullable=True),
        sa.Column("last_update_at", TIME, nullable=True),
        sa.Column("next_update_at", TIME, nullable=True),
        sa.Column("resolved_at", TIME, nullable=True),
        sa.Column("closed_at", TIME, nullable=True),
        sa.Column("updated_at", TIME, nullable=False),
        sa.Column("escalation_step", sa.Integer(), nullable=False),
        sa.Column("escalated_at", TIME, nullable=True),
        sa.CheckConstraint("mode IN ('standard', 'retrospective', 'test', 'tutorial')", name=op.f("ck_incident_mode")),
        sa.CheckConstraint("visibility IN ('public', 'private')", name=op.f("ck_incident_visibility")),
        sa.ForeignKeyConstraint(["team_id"], ["workspace.team_id"], name=op.f("fk_incident_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
        sa.UniqueConstraint("team_id", "idempotency_key", name=op.f("uq_incident_team_id_idempotency_key")),
        sa.UniqueConstraint("team_id", "number", name=op.f("uq_incident_team_id_number")),
    )
    op.create_index(
        op.f("ix_incident_team_id_phase_declared_at"), "incident", ["team_id", "phase", "declared_at"], unique=False
    )
    op.create_table(
        "person",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("is_bot", sa.Boolean(), nullable=False),
        sa.Column("is_deactivated", sa.Boolean(), nullable=False),
        sa.Column("fetched_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["workspace.team_id"], name=op.f("fk_person_team_id")),
        sa.PrimaryKeyConstraint("team_id", "user_id", name=op.f("pk_person")),
    )
    op.create_table(
        "card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("channel_id", sa.String(), nullable=False),
        sa.Column("message_ts", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("attempted_at", TIME, nullable=True),
        sa.Column("look_at", TIME, nullable=True),
        sa.Column("problem", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_card_incident_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card")),
        sa.UniqueConstraint("incident_id", "place", name=op.f("uq_card_incident_id_place")),
    )
    op.create_table(
        "clock_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("clock", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("actor_id", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("until", TIME, nullable=True),
        sa.Column("moment", TIME, nullable=True),
        sa.Column("target", JSON, nullable=True),
        sa.CheckConstraint(
            "kind IN ('started', 'stopped', 'paused', 'resumed', 'retargeted', 'agreed')",
            name=op.f("ck_clock_mark_kind"),
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_clock_mark_incident_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_mark")),
    )
    op.create_index(op.f("ix_clock_mark_incident_id"), "clock_mark", ["incident_id"], unique=False)
    op.create_table(
        "deadline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("clock", sa.String(), nullable=False),
        sa.Column("threshold", sa.String(), nullable=False),
        sa.Column("anchor", sa.String(), nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("target_at", TIME, nullable=False),
        sa.Column("fired_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_deadline_incident_id")),
        sa.ForeignKeyConstraint(["team_id"], ["workspace.team_id"], name=op.f("fk_deadline_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline")),
        sa.UniqueConstraint(
            "incident_id", "clock", "threshold", "anchor", name=op.f("uq_deadline_incident_id_clock_threshold_anchor")
        ),
    )
    op.create_index(
        "ix_deadline_due",
        "deadline",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("fired_at IS NULL"),
        postgresql_where=sa.text("fired_at IS NULL"),
    )
    op.create_table(
        "milestone_reached",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("milestone", sa.String(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("occurred_at", TIME, nullable=False),
        sa.Column("actor_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_milestone_reached_incident_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone_reached")),
    )
    op.create_index(op.f("ix_milestone_reached_incident_id"), "milestone_reached", ["incident_id"], unique=False)
    op.create_table(
        "receipt",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("operation", sa.String(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=True),
        sa.Column("carried_out_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_receipt_incident_id")),
        sa.ForeignKeyConstraint(["team_id"], ["workspace.team_id"], name=op.f("fk_receipt_team_id")),
        sa.PrimaryKeyConstraint("team_id", "key", name=op.f("pk_receipt")),
    )
    op.create_table(
        "responder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("since", TIME, nullable=False),
        sa.Column("left_at", TIME, nullable=True),
        sa.Column("invitation", sa.String(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.CheckConstraint("invitation IN ('wanted', 'done', 'failed')", name=op.f("ck_responder_invitation")),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_responder_incident_id")),
        sa.ForeignKeyConstraint(["team_id"], ["workspace.team_id"], name=op.f("fk_responder_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_responder")),
        sa.UniqueConstraint("incident_id", "user_id", name=op.f("uq_responder_incident_id_user_id")),
    )
    op.create_index(op.f("ix_responder_incident_id"), "responder", ["incident_id"], unique=False)
    op.create_index(op.f("ix_responder_team_id_user_id"), "responder", ["team_id", "user_id"], unique=False)
    op.create_table(
        "role_assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("exclusive", sa.Boolean(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("assigned_by", sa.String(), nullable=True),
        sa.Column("started_at", TIME, nullable=False),
        sa.Column("ended_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_role_assignment_incident_id")),
        sa.ForeignKeyConstraint(["team_id"], ["workspace.team_id"], name=op.f("fk_role_assignment_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_assignment")),
    )
    op.create_index(op.f("ix_role_assignment_incident_id"), "role_assignment", ["incident_id"], unique=False)
    op.create_index(op.f("ix_role_assignment_team_id_user_id"), "role_assignment", ["team_id", "user_id"], unique=False)
    op.create_index(
        "uq_role_assignment_exclusive_holder",
        "role_assignment",
        ["incident_id", "role"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL AND exclusive"),
        postgresql_where=sa.text("ended_at IS NULL AND exclusive"),
    )
    op.create_index(
        "uq_role_assignment_holder",
        "role_assignment",
        ["incident_id", "role", "user_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "room",
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("applied", sa.Integer(), nullable=False),
        sa.Column("tried", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("retry_at", TIME, nullable=True),
        sa.Column("lease_owner", sa.String(), nullable=True),
        sa.Column("lease_until", TIME, nullable=True),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("channel_id", sa.String(), nullable=True),
        sa.Column("channel_name", sa.String(), nullable=False),
        sa.Column("creating_name", sa.String(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("pinned_ts", sa.String(), nullable=False),
        sa.Column("bookmarks", JSON, nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_room_incident_id")),
        sa.ForeignKeyConstraint(["team_id"], ["workspace.team_id"], name=op.f("fk_room_team_id")),
        sa.PrimaryKeyConstraint("incident_id", name=op.f("pk_room")),
        sa.UniqueConstraint("team_id", "channel_id", name=op.f("uq_room_team_id_channel_id")),
    )
    op.create_index(
        "ix_room_work",
        "room",
        ["team_id", "retry_at"],
        unique=False,
        sqlite_where=sa.text("applied < wanted"),
        postgresql_where=sa.text("applied < wanted"),
    )
    op.create_table(
        "snooze",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("clock", sa.String(), nullable=False),
        sa.Column("until", TIME, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=True),
        sa.Column("snoozed_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_snooze_incident_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snooze")),
    )
    op.create_index(op.f("ix_snooze_incident_id"), "snooze", ["incident_id"], unique=False)
    op.create_table(
        "status_update",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.String(), nullable=True),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("milestone", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("next_update_at", TIME, nullable=True),
        sa.Column("posted_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_status_update_incident_id")),
        sa.ForeignKeyConstraint(["team_id"], ["workspace.team_id"], name=op.f("fk_status_update_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_update")),
    )
    op.create_index(op.f("ix_status_update_incident_id"), "status_update", ["incident_id"], unique=False)
    op.create_table(
        "timeline_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=True),
        sa.Column("occurred_at", TIME, nullable=False),
        sa.Column("recorded_at", TIME, nullable=False),
        sa.Column("payload", JSON, nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_timeline_event_incident_id")),
        sa.ForeignKeyConstraint(["team_id"], ["workspace.team_id"], name=op.f("fk_timeline_event_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timeline_event")),
    )
    op.create_index(op.f("ix_timeline_event_incident_id_id"), "timeline_event", ["incident_id", "id"], unique=False)
    op.create_table(
        "timeline_pin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.String(), nullable=False),
        sa.Column("message_ts", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("changed_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_timeline_pin_incident_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timeline_pin")),
        sa.UniqueConstraint(
            "incident_id",
            "channel_id",
            "message_ts",
            "user_id",
            name=op.f("uq_timeline_pin_incident_id_channel_id_message_ts_user_id"),
        ),
    )
    op.create_index(op.f("ix_timeline_pin_incident_id"), "timeline_pin", ["incident_id"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("destination", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("attempted_at", TIME, nullable=True),
        sa.Column("look_at", TIME, nullable=True),
        sa.Column("channel_id", sa.String(), nullable=False),
        sa.Column("message_ts", sa.String(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("delivered_at", TIME, nullable=True),
        sa.CheckConstraint("state IN ('pending', 'sending', 'delivered', 'failed')", name=op.f("ck_outbox_state")),
        sa.ForeignKeyConstraint(["event_id"], ["timeline_event.id"], name=op.f("fk_outbox_event_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_outbox_incident_id")),
        sa.ForeignKeyConstraint(["team_id"], ["workspace.team_id"], name=op.f("fk_outbox_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("event_id", "destination", name=op.f("uq_outbox_event_id_destination")),
    )
    op.create_index(op.f("ix_outbox_incident_id_state"), "outbox", ["incident_id", "state"], unique=False)
