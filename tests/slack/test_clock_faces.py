"""Card, topic, Home, `show`, `sla` and the closing message state the same of a clock at the same moment."""

import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.core.operation import Operation
from bot.core.refusal import Refusal
from bot.incidents.view import view_of
from bot.operations.acknowledge import Acknowledge
from bot.operations.clocks import AgreeDue, Clocks, PauseClock, ResumeClock, ShowClocks
from bot.operations.lifecycle import Close, Reopen, Resolve, Unresolve
from bot.operations.roles import ClaimRole
from bot.operations.severity import ChangeSeverity
from bot.operations.update import PostUpdate
from bot.process.process import Process
from bot.scheduling.clock_upkeep import ClockUpkeep
from bot.slack.blockkit.render import rendered
from bot.slack.outbound.renderer import BlockKitRenderer
from bot.slack.views.clock_history import explained
from bot.slack.views.home import Overview, home
from storage.database import Database
from tests.world import ANA, TEAM, World

OWED = {"Acknowledgement": "Response", "Lead": "Lead", "Next update": "Update", "Resolution": "Resolution"}
DUE = re.compile(rf"({'|'.join(OWED)})(?:: (clock paused)| (was due|due) @(\d+)@)")
HEAD = re.compile(
    r"^(Response|Lead|Update|Resolution): ([a-z ,]*?[a-z])(?: until @\d+@)?(?: · (was due|due) @(\d+)@)?(?= · |$)",
    re.MULTILINE,
)
SHORT = re.compile(r"(Response|Lead|Update|Resolution) (met|missed|ended early|\d+ of \d+ met)")
FULL = re.compile(
    r"^(Response|Lead|Update|Resolution): (met|missed|ended early|\d+ of \d+ met), (.*used.*)$", re.MULTILINE
)


def configuration(hours: str, sev1: str, sev2: str) -> Process:
    calendars = {"office": {"zone": "Europe/Berlin", "hours": {"mon-sun": hours}}}
    times = {"acknowledge_within": "10m", "lead_within": "40m", "update_every": "30m", "warn_before": "5m"}
    levels = [
        {"slug": "sev1", "name": "SEV1", "resolve_within": sev1, **times},
        {"slug": "sev2", "name": "SEV2", "resolve_within": sev2, "calendar": "office", **times},
    ]
    sla = {"calendars": calendars, "escalation": []}
    return Process.model_validate({"default_severity": "sev1", "severities": levels, "sla": sla})


EDITS = (
    configuration("09:00-17:00", "4h", "8h"),
    configuration("00:00-24:00", "1h", "2h"),
    configuration("20:00-23:00", "never", "40h"),
)


def told(drawn: Any) -> str:
    """What is read of blocks, a line for each section; a moment as @seconds@."""
    if isinstance(drawn, list):
        return "".join(map(told, drawn))
    match drawn.get("type"):
        case "date":
            return f"@{drawn['timestamp']}@"
        case "text" | "plain_text" | "mrkdwn":
            return str(drawn["text"])
        case "actions":
            return ""
    inside = [drawn[key] for key in ("text", "elements", "blocks") if isinstance(drawn.get(key), dict | list)]
    return "".join(map(told, inside)) + "\n"


class Faces:
    """One incident that lives at random, and all that is drawn of it."""

    def __init__(self, database: Database, seed: int) -> None:
        self.chance = random.Random(seed)
        self.world = World(database, EDITS[0])
        self.upkeep = ClockUpkeep(database, self.world.engine, self.world.clock, TEAM)
        self.compared = 0

    async def begin(self) -> None:
        assert await self.upkeep.bring_up_to_date()
        self.incident = await self.world.declare(severity=self.chance.choice(("sev1", "sev2")))

    async def edit(self) -> None:
        await self.upkeep.stop()
        self.world.engine.process = self.chance.choice(EDITS)
        self.upkeep = ClockUpkeep(self.world.database, self.world.engine, self.world.clock, TEAM)
        assert await self.upkeep.bring_up_to_date()

    def operation(self) -> Operation:
        now, clock = self.world.clock.now(), self.chance.choice(("respond", "lead", "update", "resolve"))
        later = now + timedelta(minutes=self.chance.choice((20, 90, 600)))
        return self.chance.choice(
            (
                Acknowledge(),
                ClaimRole(),
                PostUpdate(body="Still looking"),
                PostUpdate(body="Until then", next_update=timedelta(minutes=45)),
                PauseClock(clock=clock, until=self.chance.choice((None, later)), reason="The vendor"),
                ResumeClock(clock=clock),
                AgreeDue(clock=clock, due=later, agreed_with="The customer"),
                ChangeSeverity(severity=self.chance.choice(("sev1", "sev2"))),
                Resolve(resolution="Rolled back"),
                Unresolve(reason="It is back"),
                Reopen(reason="Again"),
            )
        )

    async def sla(self) -> str:
        answer = await self.world.ask(ShowClocks(), ANA, self.incident)
        assert isinstance(answer, Clocks)
        return told(rendered(explained(answer)).blocks)

    async def now(self) -> Iterator[tuple[str, str]]:
        """What is drawn for whoever looks now."""
        process = self.world.engine.process
        view = view_of(await self.world.incident(self.incident), process, at=self.world.clock.now())
        return iter([("home", told(home(Overview([view], []), process)))])

    async def drawn(self) -> dict[str, str]:
        """What is drawn at a change."""
        renderer, row = BlockKitRenderer(self.world.engine.process), await self.world.incident(self.incident)
        return {place: told(list(renderer.card(row, place).blocks)) for place in ("room", "incidents")}

    async def agree(self, *, has_changed: bool) -> None:
        sla = await self.sla()
        heads = {clock: (state, word, at) for clock, state, word, at in HEAD.findall(sla)}
        faces = dict(await self.now()) | (await self.drawn() if has_changed else {})
        for face, text in faces.items():
            for what, paused, word, at in DUE.findall(text):
                state, known, moment = heads[OWED[what]]
                assert ("paused" if paused else known, at) == (state if paused else word, "" if paused else moment), (
                    face
                )
                self.compared += 1
        if has_changed:
            row = await self.world.incident(self.incident)
            topic = BlockKitRenderer(self.world.engine.process).topic(row)
            promised = re.search(r"Next update .*?(\d\d:\d\d) UTC", topic)
            _, known, moment = heads.get("Update", ("", "", ""))
            assert bool(promised) == (known == "due"), topic
            if promised:
                assert promised[1] == f"{datetime.fromtimestamp(int(moment), UTC):%H:%M}"

    async def close(self) -> None:
        """Resolve and close it: what is said of every clock then."""
        for operation in (Resolve(resolution="Rolled back"), Close()):
            try:
                events = await self.world.do(self.incident, operation)
            except Refusal:
                continue
        sla, row = await self.sla(), await self.world.incident(self.incident)
        renderer = BlockKitRenderer(self.world.engine.process)
        closing = told(list(renderer.message(row, events[-1], ANA, "room").blocks))
        in_full = {clock: (verdict, time) for clock, verdict, time in FULL.findall(closing)}
        in_short = dict(SHORT.findall(told(list(renderer.card(row, "room").blocks))))
        assert in_short == {clock: verdict for clock, (verdict, _) in in_full.items()}
        heads = {clock: state for clock, state, _, _ in HEAD.findall(sla)}
        assert heads.keys() == in_full.keys()
        for clock, (verdict, time) in in_full.items():
            part = re.split(r"^(?=(?:Response|Lead|Update|Resolution|Escalation): )", sla, flags=re.MULTILINE)
            (shown,) = [one for one in part if one.startswith(f"{clock}: ")]
            together = sum(map(int, re.findall(r"Cycles \d+ to \d+: (\d+) met", shown)))
            met = together + len(re.findall(r"Cycle \d+: met", shown)) + (heads[clock] == "met")
            if counted := re.match(r"(\d+) of", verdict):
                assert int(counted[1]) == met
            elif "Cycle" not in shown:
                assert (heads[clock], time in shown) == (verdict, True)
            self.compared += 1


async def lives(database: Database, seed: int) -> None:
    faces = Faces(database, seed)
    await faces.begin()
    await faces.agree(has_changed=True)
    for _ in range(14):
        faces.world.later(minutes=faces.chance.choice((0, 1, 7, 35, 200, 900)))
        await faces.agree(has_changed=False)
        if faces.chance.random() < 0.2:
            await faces.edit()
            await faces.agree(has_changed=False)
            continue
        try:
            await faces.world.do(faces.incident, faces.operation())
        except Refusal:
            continue
        await faces.agree(has_changed=True)
    await faces.close()
    assert faces.compared


@pytest.mark.parametrize("seed", range(6))
async def test_all_that_states_a_clock_agrees(sqlite_url: str, seed: int) -> None:
    database = Database(sqlite_url)
    await lives(database, seed)
    await database.close()


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 200))
async def test_all_that_states_a_clock_agrees_in_many_lives(sqlite_url: str, seed: int) -> None:
    database = Database(sqlite_url)
    await lives(database, seed)
    await database.close()
