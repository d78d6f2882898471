"""Tells a story of SLA clocks in a playground: what people do, and every word Sitrep says, to whom and when."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from bot.app import Sitrep, running
from bot.config.loading import load_process
from bot.config.settings import Settings
from bot.slack.api.identity import MANIFEST
from playground import Playground, Seen
from playground.clock import SystemClock
from storage.tables import Deadline
from tests.acceptance.scene import Scene, newest
from tests.acceptance.stage import PATIENCE, Stage, settings_for
from tests.clock import ManualClock

FOLDER = Path(__file__).parent / "sla_stories"
PROCESS = load_process(FOLDER / "sitrep.toml")


@dataclass(frozen=True)
class Notice:
    """Something that Sitrep said: `place` is "room of INC-1", "#incidents", or the handle of whom it was said to."""

    at: datetime
    place: str
    mentions: tuple[str, ...]
    text: str
    is_for_all: bool
    """Whether a reply below a card is shown to the whole channel as well."""


@dataclass
class Telling:
    """One incident in a playground, the bots that serve it, and what has been told of it so far."""

    slack: Playground
    settings: Settings
    clock: ManualClock
    bots: AsyncExitStack
    sitreps: list[Sitrep] = field(default_factory=list)
    told: list[Notice | str] = field(default_factory=list)
    rooms: list[Scene] = field(default_factory=list)
    _known: set[str] = field(default_factory=set)

    @property
    def stage(self) -> Stage:
        return Stage(self.slack, self.sitreps[0], self.settings)

    @property
    def notices(self) -> list[Notice]:
        return [one for one in self.told if isinstance(one, Notice)]

    # What people do

    async def declares(self, who: str, **fields: Any) -> None:
        """By form. What is said of the declaration itself is another story."""
        values = {title.capitalize(): value for title, value in fields.items()}
        self._remark(
            who, f"declares {values['Severity']} “{values['Name']}”, with {values['Lead'].capitalize()} as lead"
        )
        person = self.slack.person(who)
        await person.command("/incident")
        assert (await (await person.modal()).submit(values)).closed
        self.rooms.append(await newest(self.stage))
        await self._look(keep=False)

    async def types(self, who: str, text: str) -> str:
        """In the newest room; returns the answer."""
        self._remark(who, f"types “/incident {text}”")
        reply = await self.rooms[-1].types(text, who)
        assert not reply.failure
        await self._look()
        return reply.text

    async def asks(self, who: str, text: str) -> None:
        """Something whose answer is for nobody else."""
        answer = await self.types(who, text)
        self.told.append(f"{self._wall(who)}  only {who.capitalize()} sees\n{_indented(answer)}")

    async def presses(self, who: str, label: str, **filled: Any) -> None:
        """The newest button of this label in the room, and what is filled in by the title of its field."""
        self._remark(who, f"presses [{label}]" + "".join(f", {title}: “{value}”" for title, value in filled.items()))
        await self.rooms[-1].press(label, who)
        if filled:
            await self._submits(who, filled)
        await self._look()

    async def fills_in(self, who: str, command: str, words: str, values: Mapping[str, Any]) -> None:
        """The form of a command; `words` tell what was filled in."""
        self._remark(who, words)
        await self.rooms[-1].form(command, who)
        await self._submits(who, values)
        await self._look()

    async def _submits(self, who: str, values: Mapping[str, Any]) -> None:
        outcome = await (await self.slack.person(who).modal()).submit(values)
        assert outcome.closed, outcome.errors
        await self.stage.settled()

    # How time passes

    async def until(self, moment: datetime) -> None:
        """Let time pass, and stand still wherever something falls due."""
        while self.sitreps and (due := await self._next_due()) and due <= moment:
            await self._come_to(due)
        await self._come_to(moment)

    async def stops(self) -> None:
        """Sitrep is stopped, and nobody notices."""
        self.told.append(f"{self._wall('ana')}  Sitrep stops.")
        await self.bots.aclose()
        self.sitreps.clear()

    async def starts(self) -> None:
        """Sitrep starts, or one more of it. Returns when all that was left undone is done."""
        if self.rooms:
            self.told.append(f"{self._wall('ana')}  Sitrep starts.")
        sitrep = await self.bots.enter_async_context(running(self.settings, PROCESS, self.clock))
        self.sitreps.append(sitrep)
        await self.slack.until_connected(self.settings.socket_connections * len(self.sitreps))

        async def groups_known() -> bool:
            return bool(sitrep.engine.groups())

        await self.slack.until(groups_known, PATIENCE, "the user groups")
        await self.stage.settled()
        if self.rooms:
            await self._look()

    async def _next_due(self) -> datetime | None:
        statement = select(func.min(Deadline.due_at)).where(Deadline.fired_at.is_(None))
        async with self.sitreps[0].database.reading() as session:
            return await session.scalar(statement)

    async def _come_to(self, moment: datetime) -> None:
        self.clock.jump(max(moment - self.clock.now(), timedelta()))
        for sitrep in self.sitreps:
            sitrep.reminders.wake()
        if self.sitreps:
            await self.stage.settled()
            await self._look()

    # What is seen

    async def _look(self, *, keep: bool = True) -> None:
        """Note what has been said since the last look."""
        found: list[tuple[str, Seen]] = []
        for scene in self.rooms:
            found += [(f"room of {scene.reference}", one) for one in await scene.said()]
        for one in await self.slack.person("ana").messages("incidents"):
            found += [("#incidents", one)] if one.is_reply else []
        for handle in ("ana", "bob", "cy", "dee"):
            found += [(handle, one) for dm in await self.slack.person(handle).dms() for one in dm.messages]
        new = [(place, one) for place, one in found if one.by_app and one.ts not in self._known]
        self._known.update(one.ts for _, one in new)
        if keep:
            self.told += [_notice(place, one) for place, one in new]

    def _remark(self, who: str, words: str) -> None:
        self.told.append(f"{self._wall(who)}  {who.capitalize()} {words}.")

    def _wall(self, who: str) -> str:
        """What the clock shows where this person is."""
        return _shown(self.clock.now(), self._zone(who))

    def _zone(self, who: str) -> str:
        account = self.slack.workspace.account_named(who)
        return account.zone if account else "UTC"

    def transcript(self) -> str:
        """All of it, to be read aloud."""
        return "\n\n".join(one if isinstance(one, str) else self._printed(one) for one in self.told) + "\n"

    def _printed(self, notice: Notice) -> str:
        if " " in notice.place or notice.place == "#incidents":
            notified = f", notifies {', '.join(notice.mentions)}" if notice.mentions else ""
            shown = ", for the whole channel" if notice.is_for_all else ""
            head = f"{_shown(notice.at, self._zone('ana'))}  {notice.place}{notified}{shown}"
        else:
            head = f"{_shown(notice.at, self._zone(notice.place))}  direct message to {notice.place.capitalize()}"
        return f"{head}\n{_indented(notice.text)}"


def _notice(place: str, one: Seen) -> Notice:
    at = datetime.fromtimestamp(int(float(one.ts)), UTC)
    return Notice(at, place, tuple(sorted(one.notified)), one.text, one.subtype == "thread_broadcast")


def _shown(moment: datetime, zone: str) -> str:
    city = zone.partition("/")[2].replace("_", " ")
    return f"{moment.astimezone(ZoneInfo(zone)):%a %H:%M} {city}"


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


@asynccontextmanager
async def opened(database_url: str, start: datetime, replicas: int = 1) -> AsyncIterator[Telling]:
    """A playground whose clocks stand at `start`, and so many bots on one record."""
    clock = ManualClock(start)
    async with Playground(manifest=MANIFEST, clock=SystemClock(clock.now)) as slack, AsyncExitStack() as bots:
        telling = Telling(slack, settings_for(slack, database_url), clock, bots)
        for _ in range(replicas):
            await telling.starts()
        yield telling
