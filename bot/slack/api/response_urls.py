"""Answers at the address that a payload brings along: they reach the one person, also where the bot is no member."""

import asyncio
from collections.abc import Awaitable, Callable

import aiohttp

from bot.slack.api.errors import CallRefused, judge_silence
from bot.slack.blockkit.message import SlackMessage

NAME = "response_url"

Respond = Callable[[str, SlackMessage], Awaitable[None]]


def responder(session: aiohttp.ClientSession, proxy: str | None, timeout: float) -> Respond:
    """Answers only the person, beside the message they pressed; raises Failure where Slack does not take it.

    timeout: real seconds. Slack takes five answers at an address, for half an hour.
    """

    async def respond(url: str, message: SlackMessage) -> None:
        answer = {"response_type": "ephemeral", "replace_original": False, "text": message.text}
        shown = {"blocks": message.blocks} if message.blocks else {}
        try:
            async with asyncio.timeout(timeout), session.post(url, json=answer | shown, proxy=proxy) as response:
                if response.status != 200:
                    raise CallRefused(NAME, f"http_{response.status}", {})
        except (aiohttp.ClientError, OSError) as error:
            # Without its cause, whose text may hold the address.
            raise judge_silence(NAME, error) from None

    return respond
