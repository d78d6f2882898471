"""Runs one operation in one transaction: record, timeline, deadlines and what must be told, all or nothing."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import TypeVar

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import flag_modified

from bot.clock import Clock
from bot.core.event import Aspect, Event
from bot.core.needs import declared_by
from bot.core.operation import Answer, Context, IncidentQuery, Operation, Query
from bot.core.permissions import Standing
from bot.core.read_models import IncidentLine, IncidentView, Subjects
from bot.core.references import reference
from bot.core.refusal import Refusal
from bot.core.registry import registry
from bot.engine.access import WHO_IS_THERE, admit, admit_fields, groups_of, needed_to_admit, require, seen
from bot.engine.after_change import addresses, places
from bot.engine.lanes import Claim, Handover, Lanes, UnknownSchemeError
from bot.engine.reading import Reading, needs_of, needs_of_view
from bot.incidents.view import VIEW, view_of
from bot.process.addresses import scheme_of
from bot.process.process import Process
from bot.process.values import Audience
from storage import loading, policy_queries, queries, sight
from storage.database import Database, is_conflict
from storage.loading import Loader, Needs
from storage.outages import is_away
from storage.tables import Incident, Post, Receipt, RoleAssignment, Room, TimelineEvent
from storage.tables.base import Base

log = logging.getLogger(__name__)

ATTEMPTS = 8
"""How often an operation is tried when others are changing the same incident at the same time."""

LONGEST_KEY = 255
"""Characters of a key that the record has room for."""

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
    is_shown: bool = False
    """Whether the incident is shown afterwards: what that needs is loaded then, too."""

    def __post_init__(self) -> None:
        """A key that the record has no room for is known by its digest."""
        if len(self.key) > LONGEST_KEY:
            object.__setattr__(self, "key", f"sha256:{sha256(self.key.encode(errors='replace')).hexdigest()}")


@dataclass(frozen=True)
class Done:
    """What an operation led to. `events` is empty when it was carried out before (`repeated`) or changed nothing."""

    incident: Incident
    events: tuple[Event, ...] = ()
    repeated: bool = False


@dataclass
class Engine:
    """The one way to change the record. `on_commit` is called after each change, to wake who acts on it.

    With a `handover`, what is begun here is carried from here, without anybody having to look for it first.
    """

    database: Database
    process: Process
    clock: Clock
    lanes: Lanes
    groups: Callable[[], Mapping[str, tuple[str, ...]]] = dict
    on_commit: list[Callable[[], None]] = field(default_factory=list)
    handover: Handover | None = None
    policy: str | None = None
    """What tells this process from others, where it may not be the only one."""

    async def run(self, operation: Operation, asking: Asking, incident_id: int | None = None) -> Done:
        """Carry out `operation` on the incident, or on a new one for an operation that opens one.

        Raises Refusal, with nothing changed, where it is not possible, not allowed, or the incident not visible.
        """
        claims: list[Claim] = []
        tried: list[Done] = []

        async def attempt(session: AsyncSession) -> Done:
            done = await self._carry_out(session, operation, asking, incident_id, claims)
            if done.repeated and tried:
                # An attempt whose commit brought no answer was committed after all.
                return replace(tried[-1], incident=done.incident)
            tried.append(done)
            return done

        try:
            done = await self._persist(attempt, claims)
        except Refusal as refusal:
            refusal.incident = incident_id
            raise
        if self.handover:
            for claim in claims:
                self.handover.hand_over(claim, done.incident)
        if not done.repeated:
            log.info("%s on %s by %s", operation.slug, done.incident.reference, asking.actor or "sitrep")
            for wake in self.on_commit:
                wake()
        return done

    @asynccontextmanager
    async def reading(self, team_id: str, actor: str) -> AsyncIterator[Reading]:
        """A session in which this person looks into the record: for everything that one request asks."""
        async with self.database.reading() as session:
            yield Reading(session, self.context(team_id, actor))

    async def ask(self, query: Query, team_id: str, actor: str, incident_id: int | None = None) -> Answer:
        """Answer a query. Raises Refusal for an incident that this person cannot see."""
        async with self.reading(team_id, actor) as reading:
            is_about_one = isinstance(query, IncidentQuery) and incident_id is not None
            return await reading.answer(
                query, await reading.incident(incident_id or 0, needs_of(type(query))) if is_about_one else None
            )

    async def look(self, team_id: str, actor: str, incident_id: int, needs: Needs = ()) -> Incident:
        """An incident as it is now, with what is needed of it. Raises Refusal where this person cannot see it."""
        async with self.reading(team_id, actor) as reading:
            return await reading.incident(incident_id, needs)

    async def view_now(self, team_id: str, actor: str, incident_id: int) -> IncidentView:
        """What is shown of an incident as it is now. Raises Refusal where this person cannot see it."""
        return self.view(await self.look(team_id, actor, incident_id, needs_of_view()))

    def view(self, incident: Incident) -> IncidentView:
        """What is shown of an incident that was loaded for it, its clocks as they were at its last change."""
        return view_of(incident, self.process, registry.sections())

    async def prepare(self, kind: type[Operation], team_id: str, actor: str, incident_id: int) -> Incident:
        """The incident, where this person could carry out such an operation on it now. Raises Refusal where not."""
        async with self.reading(team_id, actor) as reading:
            return await reading.admitted(kind, await reading.incident(incident_id, kind.needs))

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
            found = await queries.open_incidents(session, team_id, actor, VIEW)
        return [view_of(incident, self.process, at=self.clock.now()) for incident in found]

    async def in_room(self, team_id: str, channel_id: str) -> int | None:
        """The id of the incident whose room this channel is."""
        return await queries.incident_in_room(self.database, team_id, channel_id)

    def context(self, team_id: str, actor: str | None) -> Context:
        """What an operation of this person, now, would see."""
        return Context(team_id, actor, self.clock.now(), self.process, self.groups())

    async def _persist(self, attempt: Callable[[AsyncSession], Awaitable[T]], claims: list[Claim]) -> T:
        for left in reversed(range(ATTEMPTS)):
            try:
                async with self.database.transaction() as session:
                    return await attempt(session)
            except BaseException as error:
                while claims and self.handover:
                    self.handover.let_go(claims.pop())
                # A key that another transaction took first is seen on the next attempt. There are two that an operation
                # may find taken, its own and that of a new workspace; more often, it is our mistake. Where a connection
                # was cut the next attempt tells by the key whether this one was committed.
                again = isinstance(error, IntegrityError) or is_away(error)
                if not left or not (is_conflict(error) or (again and left >= ATTEMPTS - 2)):
                    raise
        raise AssertionError("unreachable: the last attempt returns or raises")

    async def _carry_out(
        self,
        session: AsyncSession,
        operation: Operation,
        asking: Asking,
        incident_id: int | None,
        claims: list[Claim],
    ) -> Done:
        if incident_id is None and not operation.opens:
            raise Refusal("Which incident? Use this in an incident's room, or give its reference.")
        context = self.context(asking.team_id, asking.actor)
        visible = sight.visible_to(asking.team_id, asking.actor)
        locked = await loading.incident_for_change(session, incident_id, visible) if incident_id is not None else None
        # Asked only now that the incident is locked: whoever carried out the same request has committed by now.
        earlier, loader, leading = await self._looked_up(session, operation, asking, locked)
        context.is_leading = self._is_leading(leading)
        if earlier is not None:
            return Done(await self._repeated(session, context, earlier, shown=asking.is_shown), repeated=True)
        loader = await self._subject(session, operation, context, asking.key, loader)
        incident = loader.incident
        with declared_by(type(operation).__name__):
            operation.apply(incident, context)
        if operation.opens:
            context.is_leading = self._is_leading(await _number(session, incident, context))
            self.lanes.begin(incident)
        session.add(incident)
        if context.recorded:
            incident.updated_at = context.now
            # Two changes in the same instant are two versions all the same.
            flag_modified(incident, "updated_at")
            await self._follow_up(session, loader, context)
            await queries.store_hours(session, incident)
            await self._tell(session, incident, context, claims)
        if operation.opens and not context.recorded:
            await session.flush()
        session.add(_receipt(operation, asking, incident, context))
        if asking.is_shown:
            await loader.load(needs_of_view())
        return Done(incident, tuple(event for event, _ in context.recorded))

    async def _looked_up(
        self, session: AsyncSession, operation: Operation, asking: Asking, locked: Incident | None
    ) -> tuple[int | None, Loader | None, str | None]:
        if locked is None:
            return await loading.carried_out(session, asking.team_id, asking.key), None, None
        tables: list[type[Base]] = [*operation.needs, *WHO_IS_THERE]
        tables += [table for one in registry.after_changes() for table in one.needs]
        tables += needs_of_view() if asking.is_shown else ()
        return await loading.carried_out_or_there(session, asking.team_id, asking.key, locked, tables)

    async def _repeated(self, session: AsyncSession, context: Context, incident_id: int, *, shown: bool) -> Incident:
        needs = needs_of_view() if shown else ()
        visible = sight.visible_to(context.team_id, context.actor)
        return seen(await queries.incident(session, incident_id, (*needs, *WHO_IS_THERE), visible), context)

    async def _subject(
        self, session: AsyncSession, operation: Operation, context: Context, key: str, loader: Loader | None
    ) -> Loader:
        if operation.opens:
            require(operation.slug, Standing(context.actor, groups=groups_of(context)), context.process)
            loader = Loader(session, _blank(context, key))
        else:
            if loader is not None:
                await loader.load((*needed_to_admit(type(operation), loader.incident, self.process), *operation.needs))
            admit(type(operation), seen(loader.incident if loader else None, context), context)
        assert loader is not None  # noqa: S101 (seen has refused)
        admit_fields(operation, loader.incident, context)
        return loader

    async def _follow_up(self, session: AsyncSession, loader: Loader, context: Context) -> None:
        """Let everything take its course that follows from what the events changed; the rest is not even loaded."""
        aspects = {aspect for event, _ in context.recorded for aspect in event.changes}
        for one in registry.after_changes(aspects):
            await loader.load(one.needs)
            with declared_by(one.handle.__name__):
                one.handle(loader.incident, context)
        if Aspect.PROMISES in aspects and not context.is_leading:
            # Whoever is leading then looks after what was promised here.
            await policy_queries.set_followed(session, context.team_id, None)
        if any(Audience.LEAD in places(event, context.process, registry.events()) for event, _ in context.recorded):
            await loader.load([RoleAssignment])
        if loader.incident.visibility != "public":
            await loader.load(WHO_IS_THERE)

    def _is_leading(self, leading: str | None) -> bool:
        return self.policy in (None, leading)

    async def _tell(self, session: AsyncSession, incident: Incident, context: Context, claims: list[Claim]) -> None:
        """Append the events to the timeline, and address each to those who are to hear of it.

        Raises UnknownSchemeError for an address that nobody here delivers to.
        """
        events = registry.events()
        is_new = incident in session.new
        if is_new:
            await session.flush()
        rows = [_timeline_event(incident, context, event, occurred_at) for event, occurred_at in context.recorded]
        session.add_all(rows)
        await session.flush()
        posts = [
            self._post(row, address)
            for row, (event, _) in zip(rows, context.recorded, strict=True)
            for address in addresses(event, incident, context.process, events)
        ]
        session.add_all(posts)
        await session.flush()
        lanes = {*self.lanes.standing(incident), *(post.lane for post in posts)}
        if is_new and self.handover and (claim := self.handover.claim(incident.id, lanes)):
            claims.append(claim)
        leases = {lane: (claim.owner, claim.until) for claim in claims for lane in claim.lanes}
        await queries.want_work(session, incident, lanes, leases)

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


def _blank(context: Context, key: str) -> Incident:
    """A new incident, before anything is known of it."""
    return Incident(
        team_id=context.team_id,
        idempotency_key=key,
        creator_id=context.actor or "",
        declared_at=context.now,
        updated_at=context.now,
        announced_in=[],
        escalation_step=0,
        room=Room(team_id=context.team_id, is_wanted=True),
    )


async def _number(session: AsyncSession, incident: Incident, context: Context) -> str | None:
    """Give it its number and its reference, which stay whatever becomes of it.

    Returns the digest of the process that clocks follow, as it is while the workspace is locked.
    """
    process = context.process
    is_apart = incident.visibility != "public" and bool(process.private_prefix)
    incident.number, leading = await queries.next_number(session, context.team_id, apart=is_apart)
    incident.reference = reference(process.private_prefix if is_apart else process.prefix, incident.number)
    return leading


def _receipt(operation: Operation, asking: Asking, incident: Incident, context: Context) -> Receipt:
    return Receipt(
        team_id=asking.team_id,
        key=asking.key,
        operation=operation.slug,
        incident_id=incident.id,
        carried_out_at=context.now,
    )


def _timeline_event(incident: Incident, context: Context, event: Event, occurred_at: datetime) -> TimelineEvent:
    return TimelineEvent(
        team_id=incident.team_id,
        incident_id=incident.id,
        kind=event.kind,
        actor_id=context.actor,
        occurred_at=occurred_at,
        recorded_at=context.now,
        payload=event.model_dump(mode="json"),
    )
