"""Rules of rate limits, and of what may be used only so often or so long."""

from __future__ import annotations

from tests.conformance.environment import Environment
from tests.conformance.rules import rule

LIMITS = "apis/web-api/rate-limits"


@rule("A tier 2 method takes 20 calls a minute, then 429 and Retry-After", source=LIMITS, limits=True)
async def tiers(env: Environment) -> None:
    for _ in range(20):
        await env.call("pins.list", channel=env.id_of("general"))
    refused = await env.answer_to("pins.list", channel=env.id_of("general"))
    assert (refused.status, refused.error) == (429, "ratelimited")
    env.clock.advance(int(refused.headers["retry-after"]))
    await env.call("pins.list", channel=env.id_of("general"))


@rule("A limit is one method's and one app's", source=LIMITS, limits=True)
async def apart(env: Environment) -> None:
    for _ in range(20):
        await env.call("conversations.list")
    assert await env.error("conversations.list") == "ratelimited"
    assert await env.error("conversations.list", token=env.other.bot_token) is None
    assert await env.error("users.info", user=env.ana.id) is None


@rule("A channel takes one message a second, after a short burst", source=LIMITS, limits=True)
async def messages(env: Environment) -> None:
    async def accepted(channel: str) -> bool:
        return await env.error("chat.postMessage", channel=env.id_of(channel), text="x") is None

    burst = [await accepted("general") for _ in range(12)]
    assert 1 < sum(burst) < 10
    assert burst == sorted(burst, reverse=True)
    assert await accepted("random")
    for _ in range(5):
        env.clock.advance(1)
        assert await accepted("general")
    assert not await accepted("general")


@rule("A response_url works five times", source="interactivity/handling-user-interaction", hears=True)
async def five_times(env: Environment) -> None:
    url = (await env.command())["response_url"]
    statuses = [await env.client.respond(url, {"text": f"answer {number}"}) for number in range(6)]
    assert statuses[:5] == [200] * 5
    assert statuses[5] == 404
    assert len(await env.ana.messages("general")) == 5


@rule("A response_url works for thirty minutes", source="interactivity/handling-user-interaction", hears=True)
async def half_an_hour(env: Environment) -> None:
    url = (await env.command())["response_url"]
    env.clock.advance(30 * 60)
    assert await env.client.respond(url, {"text": "in time"}) == 200
    env.clock.advance(1)
    assert await env.client.respond(url, {"text": "too late"}) == 404


@rule(
    "An answer is for one person unless it is in_channel", source="interactivity/handling-user-interaction", hears=True
)
async def visibility(env: Environment) -> None:
    url = (await env.command())["response_url"]
    await env.client.respond(url, {"text": "for you"})
    await env.client.respond(url, {"text": "for all", "response_type": "in_channel"})
    assert [one.text for one in await env.ana.messages("general")] == ["for you", "for all"]
    assert [one.text for one in await env.bob.messages("general")] == ["for all"]
