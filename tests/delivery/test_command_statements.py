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
from tests.delivery.desk import Desk

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
async def services(desk: Desk) -> Services:
    client = build_client(desk.slack.bot_token, desk.slack.api_url, desk.http)
    api = ApiClient(client, desk.clock, RateLimits(desk.clock), desk.timeout, workspace=desk.slack.team_id)
    people, respond = People(desk.engine, api), responder(desk.http, None, desk.timeout)
    await people.zone(desk.slack.team_id, desk.id("ana"))
    return Services(
        desk.engine, api, UserGroups(api), people, desk.worker, respond, "", desk.slack.app.user.id, desk.slack.team_id
    )


async def test_a_command_asks_no_more_often_than_this(desk: Desk, services: Services) -> None:
    await desk.declare()
    async with desk.database.transaction() as session:
        await session.execute(update(Room).values(channel_id=ROOM))
    numbers = count()
    for typed, figure in FIGURES.items():
        request = Request(desk.slack.team_id, desk.id("ana"), ROOM, "", f"key {next(numbers)}")
        with counted() as asked:
            await command(services, request, typed)
        assert len(asked) <= figure, (typed, asked)
