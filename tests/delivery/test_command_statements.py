"""How often the record is asked for one command, from its payload to its answer. Counts only, on both databases."""

from itertools import count

import pytest
from sqlalchemy import update

from bot.slack.api.client import ApiClient, build_client
from bot.slack.api.people import People
from bot.slack.api.rate_limits import RateLimits
from bot.slack.api.response_urls import responder
from bot.slack.api.user_groups import UserGroups
from bot.slack.inbound.commands import command
from bot.slack.inbound.request import Request, Services
from storage.tables import Room
from tests.counting import counted
from tests.delivery.harness import Harness

ROOM = "CROOM"

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
