"""Runs one operation in one transaction: record, timeline, deadlines and what must be told, all or nothing."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import flag_modified

from bot.clock import Clock
from bot.core.event import Event
from bot.core.operation import LIVE, Answer, Context, IncidentQuery, Operation, Query, RecordReader, WorkspaceQuery
from bot.core.permissions import Standing, describe, may_do, may_see
from bot.core.read_models import IncidentLine, IncidentView, Subjects
from bot.core.references import parse_reference, reference
from bot.core.refusal import Refusal, RefusalCode
from bot.core.registry import registry
from bot.engine.after_change import addresses, reschedule, widen_announcement
from bot.engine.lanes import Lanes, UnknownSchemeError
from bot.incidents.incident_clocks import keep
from bot.incidents.next_steps import wrong_phase
from bot.incidents.view import view_of
from bot.process.addresses import scheme_of
from bot.process.process import Process
from bot.process.values import Phase
from storage import queries
from storage.database import Database, is_conflict
from storage.tables import Incident, Post, Receipt, Room, TimelineEvent

log = logging.getLogger(__name__)

ATTEMPTS = 8
"""How often an operation is tried when others are changing the same incident at the same time."""

SUBJECTS = 100
"""How many incidents are offered at once to choose one of."""

T = TypeVar("T")


@dataclass(frozen=True)
class Asking:
    """Who asks, from which workspace, and the key under which the same request is carried out only once.

    `actor` is None for Sitrep itself.
    """

    team_id: str
    actor: str | None
    key: str


@dataclass(frozen=True)
class Done:
    """What an operation led to. `events` is empty when it was carried out before (`repeated`) or changed nothing."""

    incident: Incident
    events: tuple[Event, ...] = ()
    repeated: bool = False


@dataclass
class Engine:
    """The one way to change the record. `on_commit` is called after each change, to wake who acts on it."""

    database: Database
    process: Process
    clock: Clock
    lanes: Lanes
    groups: Callable[[], Mapping[str, tuple[str, ...]]] = dict
    on_commit: list[Callable[[], None]] = field(default_factory=list)

    async def run(self, operation: Operation, asking: Asking, incident_id: int | None = None) -> Done:
        """Carry out `operation` on the incident, or on a new one for an operation that opens one.

        Raises Refusal, with nothing changed, where it is not possible, not allowed, or the incident not visible.
        """
        try:
            done = await self._persist(lambda session: self._carry_out(session, operation, asking, incident_id))
        except Refusal as refusal:
            refusal.incident = incident_id
            raise
        if not done.repeated:
            log.info("%s on %s by %s", operation.slug, done.incident.reference, asking.actor or "sitrep")
            for wake in self.on_commit:
                wake()
        return done

    async def ask(self, query: Query, team_id: str, actor: str, incident_id: int | None = None) -> Answer:
        """Answer a query. Raises Refusal for an incident that this person cannot see."""
        context = self.context(team_id, actor)
        async with self.database.reading() as session:
            reader = RecordReader(session, registry.event)
            if isinstance(query, WorkspaceQuery):
                return await query.answer(reader, context)
            if not isinstance(query, IncidentQuery) or incident_id is None:
                raise Refusal("Which incident? Use this in an incident's room, or give its reference.")
            return await query.answer(reader, await self._visible(session, context, incident_id), context)

    async def look(self, team_id: str, actor: str, incident_id: int) -> Incident:
        """An incident as it is now. Raises Refusal where this person cannot see it."""
        async with self.database.reading() as session:
            return await self._visible(session, self.context(team_id, actor), incident_id)

    def view(self, incident: Incident) -> IncidentView:
        """What is shown of an incident, its clocks as they were at its last change."""
        return view_of(incident, self.process, registry.sections())

    async def prepare(self, kind: type[Operation], team_id: str, actor: str, incident_id: int) -> Incident:
        """The incident, where this person could carry out such an operation on it now. Raises Refusal where not."""
        context = self.context(team_id, actor)
        async with self.database.reading() as session:
            incident = await self._visible(session, context, incident_id)
        try:
            self.admit(kind, incident, context)
        except Refusal as refusal:
            refusal.incident = incident_id
            raise
        return incident

    async def subjects(self, kind: type[Operation], team_id: str, actor: str, text: str = "") -> Subjects:
        """The incidents not yet closed that such an operation is for and that this person may see.

        The newest come first; `text` narrows them to those whose reference and name it is a part of.
        """
        phases = [phase for phase in kind.phases if not phase.is_over]
        async with self.database.reading() as session:
            page = await queries.incidents_called(session, team_id, actor, phases, text=text, limit=SUBJECTS)
        return Subjects([IncidentLine(**row._asdict()) for row in page.rows], page.total)

    async def open_views(self, team_id: str, actor: str) -> list[IncidentView]:
        """The incidents not yet closed that this person may see, in full, as they are now."""
        async with self.database.reading() as session:
            found = await queries.open_incidents(session, team_id, actor)
        return [view_of(incident, self.process, at=self.clock.now()) for incident in found]

    async def in_room(self, team_id: str, channel_id: str) -> int | None:
        """The incident whose room this channel is."""
        async with self.database.reading() as session:
            return await queries.incident_in_room(session, team_id, channel_id)

    async def numbered(self, team_id: str, text: str) -> int | None:
        """The incident that a reference such as `INC-42` names."""
        number = parse_reference(self.process.prefix, text)
        if number is None:
            return None
        async with self.database.reading() as session:
            return await queries.incident_numbered(session, team_id, number)

    def context(self, team_id: str, actor: str | None) -> Context:
        """What an operation of this person, now, would see."""
        return Context(team_id, actor, self.clock.now(), self.process, self.groups())

    async def _persist(self, attempt: Callable[[AsyncSession], Awaitable[T]]) -> T:
        for left in reversed(range(ATTEMPTS)):
            try:
                async with self.database.transaction() as session:
                    return await attempt(session)
            except Exception as error:
                # A key that another transaction took first is seen on the next attempt. There are two that an operation
                # may find taken, its own and that of a new workspace; more often, it is our mistake.
                taken = isinstance(error, IntegrityError) and left >= ATTEMPTS - 2
                if not left or not (taken or is_conflict(error)):
                    raise
        raise AssertionError("unreachable: the last attempt returns or raises")

    async def _carry_out(
        self, session: AsyncSession, operation: Operation, asking: Asking, incident_id: int | None
    ) -> Done:
        if incident_id is None and not operation.opens:
            raise Refusal("Which incident? Use this in an incident's room, or give its reference.")
        context = self.context(asking.team_id, asking.actor)
        locked = await queries.incident_for_change(session, incident_id) if incident_id is not None else None
        # Asked only now that the incident is locked: whoever carried out the same request has committed by now.
        earlier = await queries.receipt(session, asking.team_id, asking.key)
        if earlier is not None and earlier.incident_id is not None:
            return Done(await self._visible(session, context, earlier.incident_id), repeated=True)
        incident = await self._subject(session, operation, context, asking.key, locked)
        operation.apply(incident, context)
        if operation.opens and incident.mode == "retrospective":
            # It is over: nobody has to come together for it.
            incident.room.is_wanted = False
        session.add(incident)
        if context.recorded:
            incident.updated_at = context.now
            # Two changes in the same instant are two versions all the same.
            flag_modified(incident, "updated_at")
            widen_announcement(incident, context.process)
            cycles = keep(incident, context)
            await queries.store_hours(session, incident)
            reschedule(incident, context.process, cycles)
            await session.flush()
            await self._tell(session, incident, context)
        await session.flush()
        await queries.complete(session, incident)
        session.add(
            Receipt(
                team_id=asking.team_id,
                key=asking.key,
                operation=operation.slug,
                incident_id=incident.id,
                carried_out_at=context.now,
            )
        )
        return Done(incident, tuple(event for event, _ in context.recorded))

    async def _subject(
        self, session: AsyncSession, operation: Operation, context: Context, key: str, locked: Incident | None
    ) -> Incident:
        if operation.opens:
            self._require(operation.slug, Standing(context.actor, groups=_groups_of(context)))
            incident = await self._blank(session, context, key)
        else:
            incident = _seen(locked, context)
            self.admit(type(operation), incident, context)
        self._admit_fields(operation, incident, context)
        if operation.needs_verdicts:
            await queries.load_verdicts(session, incident)
        return incident

    def admit(self, kind: type[Operation], incident: Incident, context: Context) -> None:
        """Raises Refusal where this person could not carry out such an operation on an incident that they can see."""
        self._require(kind.slug, _standing(incident, context))
        if incident.phase not in kind.phases:
            raise wrong_phase(kind, Phase(incident.phase), self._standing_of(incident), registry.operations())

    def withheld(self, kind: type[Operation], incident: Incident | None, context: Context) -> frozenset[str]:
        """The fields of such an operation that this person cannot fill; no incident: the one that it begins."""
        standing = _standing(incident, context) if incident else _founding(context)
        is_over = incident is not None and incident.phase not in LIVE
        forbidden = (name for name, key in kind.does_also.items() if not may_do(self.process.rules_for(key), standing))
        return frozenset((*forbidden, *(kind.while_open if is_over else ())))

    def _admit_fields(self, operation: Operation, incident: Incident, context: Context) -> None:
        """Raises Refusal, on the field, for one that would change what cannot be changed now, or not by this person."""
        present = operation.prefill(incident, context)
        changing = {name for name, value in operation if value not in (None, present.get(name))}
        for name in () if incident.phase in LIVE else operation.while_open:
            if name in changing:
                words = f"{self._standing_of(incident)} by now. Put this back as it was to go on without it."
                raise Refusal(words, name, code=RefusalCode.WRONG_PHASE)
        for name, key in operation.does_also.items():
            if name in changing:
                self._require(key, _standing(incident, context), name)

    def _standing_of(self, incident: Incident) -> str:
        """How it stands, in words."""
        return f"{incident.reference} is {self.process.milestone(incident.milestone).name.lower()}"

    async def _blank(self, session: AsyncSession, context: Context, key: str) -> Incident:
        number = await queries.next_number(session, context.team_id)
        return Incident(
            team_id=context.team_id,
            number=number,
            reference=reference(context.process.prefix, number),
            idempotency_key=key,
            creator_id=context.actor or "",
            declared_at=context.now,
            updated_at=context.now,
            announced_in=[],
            escalation_step=0,
            room=Room(team_id=context.team_id, is_wanted=True),
        )

    def _require(self, key: str, standing: Standing, field: str | None = None) -> None:
        rules = self.process.rules_for(key)
        if not may_do(rules, standing):
            raise Refusal(f"Only {describe(rules, self.process)} may do this.", field, code=RefusalCode.FORBIDDEN)

    async def _visible(self, session: AsyncSession, context: Context, incident_id: int) -> Incident:
        return _seen(await queries.incident(session, incident_id), context)

    async def _tell(self, session: AsyncSession, incident: Incident, context: Context) -> None:
        """Append the events to the timeline, and address each to those who are to hear of it.

        Raises UnknownSchemeError for an address that nobody here delivers to.
        """
        events = registry.events()
        posts: list[Post] = []
        for event, occurred_at in context.recorded:
            row = TimelineEvent(
                team_id=incident.team_id,
                incident_id=incident.id,
                kind=event.kind,
                actor_id=context.actor,
                occurred_at=occurred_at,
                recorded_at=context.now,
                payload=event.model_dump(mode="json"),
            )
            session.add(row)
            await session.flush()
            told = addresses(event, incident, context.process, events)
            posts += [self._post(row, address) for address in told]
        session.add_all(posts)
        await session.flush()
        lanes = {*self.lanes.standing(incident), *(post.lane for post in posts)}
        await queries.want_work(session, incident, lanes)

    def _post(self, event: TimelineEvent, address: str) -> Post:
        if scheme_of(address) not in self.lanes.schemes:
            raise UnknownSchemeError(event.kind, address, self.lanes.schemes)
        return Post(
            team_id=event.team_id,
            incident_id=event.incident_id,
            event_id=event.id,
            destination=address,
            lane=self.lanes.lane(address),
            created_at=event.recorded_at,
        )


def _groups_of(context: Context) -> frozenset[str]:
    return frozenset(group for group, members in context.groups.items() if context.actor in members)


def _founding(context: Context) -> Standing:
    """Where a person will stand towards the incident that they are about to begin."""
    return Standing(context.actor, is_creator=True, groups=_groups_of(context))


def _standing(incident: Incident, context: Context) -> Standing:
    actor = context.actor
    return Standing(
        principal=actor,
        is_creator=incident.creator_id == actor,
        is_responder=any(r.user_id == actor and r.left_at is None for r in incident.responders),
        roles=frozenset(holder.role for holder in incident.holders if holder.user_id == actor),
        groups=_groups_of(context),
    )


def _seen(incident: Incident | None, context: Context) -> Incident:
    """The incident, for those who may know of it; to all others it does not exist."""
    if (
        incident is None
        or incident.team_id != context.team_id
        or not may_see(incident.visibility, _standing(incident, context))
    ):
        raise Refusal("That incident cannot be found. It may be private.", code=RefusalCode.NOT_FOUND)
    return incident
