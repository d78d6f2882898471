"""How often the record is asked for one command, from its payload to its answer. Counts only, on both databases."""

import json
from collections.abc import Awaitable
from itertools import count

import pytest
from sqlalchemy import update

from bot.core.operation import IncidentQuery, Operation
from bot.core.refusal import Refusal
from bot.core.registry import registry
from bot.operations.system_events import Left
from bot.slack.api.client import ApiClient, build_client
from bot.slack.api.people import People
from bot.slack.api.rate_limits import RateLimits
from bot.slack.api.response_urls import responder
from bot.slack.api.user_groups import UserGroups
from bot.slack.blockkit.message import SlackMessage
from bot.slack.inbound import interactions
from bot.slack.inbound.commands import command
from bot.slack.inbound.request import Request, Services
from bot.slack.views import answers
from storage.tables import Room
from tests.counting import counted
from tests.delivery.harness import Harness

ROOM = "CROOM"
SECRET = "Mallory stole the keys"

FIGURES = {
    "": 5,
    "note Restarted the workers": 10,
    "update Errors are falling": 14,
    "severity sev3": 13,
    "show": 4,
    "timeline": 6,
    "INC-1 show": 4,
    "who": 4,
    "list": 2,
    "declare sev1 Search is slow": 10,
}


@pytest.fixture
async def services(harness: Harness) -> Services:
    client = build_client(harness.slack.bot_token, harness.slack.api_url, harness.http)
    api = ApiClient(client, harness.clock, RateLimits(harness.clock), harness.timeout, workspace=harness.slack.team_id)
    people, respond = People(harness.engine, api), responder(harness.http, None, harness.timeout)
    await people.zone(harness.slack.team_id, harness.id("ana"))
    return Services(
        harness.engine,
        api,
        UserGroups(api),
        people,
        harness.worker,
        respond,
        "",
        harness.slack.app.user.id,
        harness.slack.team_id,
    )


async def test_a_command_asks_no_more_often_than_this(harness: Harness, services: Services) -> None:
    await harness.declare()
    async with harness.database.transaction() as session:
        await session.execute(update(Room).values(channel_id=ROOM))
    numbers = count()
    for typed, figure in FIGURES.items():
        request = Request(harness.slack.team_id, harness.id("ana"), ROOM, "", f"key {next(numbers)}")
        with counted() as asked:
            await command(services, request, typed)
        assert len(asked) <= figure, (typed, asked)


async def answered(services: Services, doing: Awaitable[SlackMessage | None]) -> str:
    try:
        return repr(await doing)
    except Refusal as refusal:
        return repr(answers.refused(refusal, refusal.incident))


def surfaces(services: Services, request: Request, number: int) -> dict[str, Awaitable[SlackMessage | None]]:
    """Every way in which somebody in Slack can name an incident: typed before and after each word, and pressed."""
    found: dict[str, Awaitable[SlackMessage | None]] = {"reference": command(services, request, f"INC-{number}")}
    for kind in registry.typed():
        word = kind.words[0]
        if issubclass(kind, Operation) and kind.opens:
            continue
        found[f"{word} typed after"] = command(services, request, f"INC-{number} {word}")
        found[f"{word} typed before"] = command(services, request, f"{word} INC-{number}")
        found[f"{word} with a text"] = command(services, request, f"INC-{number} {word} let me in")
        if kind.title and issubclass(kind, Operation | IncidentQuery):
            verb = "do" if issubclass(kind, Operation) else "ask"
            action = {"action_id": f"{verb}:{kind.slug}", "value": json.dumps({"i": number})}
            found[f"{word} pressed"] = interactions.pressed(services, request, action)
    return found


async def test_a_stranger_s_command_asks_and_answers_as_for_an_incident_that_is_not_there(
    harness: Harness, services: Services
) -> None:
    """Cells: surfaces by outsiders by words, bytes and statements."""
    await harness.declare(private=True, name=SECRET, summary=SECRET)
    await harness.run(Left(person=harness.id("cy"), at=harness.clock.now()), 1)
    numbers = count()
    cells, leaks = 0, []
    for outsider in ("cy", "stranger"):
        person = harness.id("cy") if outsider == "cy" else "USTRANGER"
        seen: dict[int, dict[str, tuple[str, list[str]]]] = {}
        for number in (1, 99):
            request = Request(
                harness.slack.team_id, person, "CELSEWHERE", "", f"stranger {next(numbers)}", "", "random"
            )
            seen[number] = {}
            for name, doing in surfaces(services, request, number).items():
                with counted() as asked:
                    said = await answered(services, doing)
                seen[number][name] = (said.replace(f"INC-{number}", "INC-…"), asked)
        for name, (said, asked) in seen[1].items():
            cells += 3
            same = seen[99][name]
            leaks += [
                (outsider, name, what)
                for what, leaked in (
                    ("name", SECRET in said),
                    ("bytes", said != same[0]),
                    ("statements", asked != same[1]),
                )
                if leaked
            ]
    print(f"{cells} cells, {len(leaks)} leaks")
    assert leaks == []
    assert cells > 300
