"""Rules of rate limits, and of what may be used only so often or so long."""

from __future__ import annotations

from tests.conformance.rules import rule
from tests.conformance.stage import Stage

LIMITS = "apis/web-api/rate-limits"


@rule("A tier 2 method takes 20 calls a minute, then 429 and Retry-After", source=LIMITS, limits=True)
async def tiers(stage: Stage) -> None:
    for _ in range(20):
        await stage.call("pins.list", channel=stage.id_of("general"))
    refused = await stage.answer_to("pins.list", channel=stage.id_of("general"))
    assert (refused.status, refused.error) == (429, "ratelimited")
    stage.clock.advance(int(refused.headers["retry-after"]))
    await stage.call("pins.list", channel=stage.id_of("general"))


@rule("A limit is one method's and one app's", source=LIMITS, limits=True)
async def apart(stage: Stage) -> None:
    for _ in range(20):
        await stage.call("conversations.list")
    assert await stage.error("conversations.list") == "ratelimited"
    assert await stage.error("conversations.list", token=stage.other.bot_token) is None
    assert await stage.error("users.info", user=stage.ana.id) is None


@rule("A channel takes one message a second, after a short burst", source=LIMITS, limits=True)
async def messages(stage: Stage) -> None:
    async def accepted(channel: str) -> bool:
        return await stage.error("chat.postMessage", channel=stage.id_of(channel), text="x") is None

    burst = [await accepted("general") for _ in range(12)]
    assert 1 < sum(burst) < 10
    assert burst == sorted(burst, reverse=True)
    assert await accepted("random")
    for _ in range(5):
        stage.clock.advance(1)
        assert await accepted("general")
    assert not await accepted("general")


@rule("A response_url works five times", source="interactivity/handling-user-interaction", hears=True)
async def five_times(stage: Stage) -> None:
    url = (await stage.command())["response_url"]
    statuses = [await stage.client.respond(url, {"text": f"answer {number}"}) for number in range(6)]
    assert statuses[:5] == [200] * 5
    assert statuses[5] == 404
    assert len(await stage.ana.messages("general")) == 5


@rule("A response_url works for thirty minutes", source="interactivity/handling-user-interaction", hears=True)
async def half_an_hour(stage: Stage) -> None:
    url = (await stage.command())["response_url"]
    stage.clock.advance(30 * 60)
    assert await stage.client.respond(url, {"text": "in time"}) == 200
    stage.clock.advance(1)
    assert await stage.client.respond(url, {"text": "too late"}) == 404


@rule(
    "An answer is for one person unless it is in_channel", source="interactivity/handling-user-interaction", hears=True
)
async def visibility(stage: Stage) -> None:
    url = (await stage.command())["response_url"]
    await stage.client.respond(url, {"text": "for you"})
    await stage.client.respond(url, {"text": "for all", "response_type": "in_channel"})
    assert [one.text for one in await stage.ana.messages("general")] == ["for you", "for all"]
    assert [one.text for one in await stage.bob.messages("general")] == ["for all"]
