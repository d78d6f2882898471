"""What any method may answer: each such error is provoked for each method, over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from playground import Fault, setup
from playground.methods import METHODS
from playground.methods.registry import APP_ONLY, Method
from playground.rate_limits import RateLimiter
from tests.playground.conftest import MANIFEST
from tests.playground.errors.generic import FAULTS, MALFORMED, REQUIRED, TOKENS
from tests.playground.errors.rows import Json
from tests.playground.errors.sample_workspace import MODAL, SampleWorkspace, sample_workspace

ALL = list(METHODS.values())
EVERYBODYS = ("not_allowed_token_type", "auth.test")
WITH_TOKEN = [method for method in ALL if method.tokens]

VALUES: Json = {
    "channel": "$room",
    "channel_id": "$room",
    "user": "$ana",
    "user_id": "$ana",
    "ts": "$mine",
    "type": "link",
    "message_ts": "$mine",
    "bookmark_id": "$bookmark",
    "canvas_id": "$canvas",
    "trigger_id": "$trigger",
    "view": MODAL,
}
OF_METHOD: dict[str, Json] = {"views.publish": {"view": {"type": "home", "blocks": []}}}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sample() -> AsyncIterator[SampleWorkspace]:
    async with sample_workspace() as running:
        gone, revoked = (setup.install(running.workspace, MANIFEST) for _ in range(2))
        gone.user.deleted = revoked.revoked = True
        running.apps |= {"uninstalled": gone, "revoked": revoked}
        yield running


def token(sample: SampleWorkspace, method: Method, who: str) -> str:
    """The token of an actor, of the kind that the method takes; of the wrong kind where that is asked for."""
    if who in ("", "nobody"):
        return who and sample.tokens[who]
    app = sample.apps.get(who, sample.slack.app)
    wants_app_token = (method.tokens == APP_ONLY) != (who == "wrong kind")
    return app.app_token if wants_app_token else app.bot_token


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("error", MALFORMED)
async def test_a_request_that_is_malformed_is_refused(sample: SampleWorkspace, error: str) -> None:
    request = MALFORMED[error]
    headers = request.headers | {"Authorization": f"Bearer {sample.slack.bot_token}"}
    skipped = [] if request.headers else ["Content-Type"]
    for method in ALL:
        address = f"{sample.slack.api_url}{method.name}?{request.query}"
        async with sample.http.post(
            address, data=request.body or None, headers=headers, skip_auto_headers=skipped
        ) as response:
            assert (await response.json()) == {"ok": False, "error": error}, method.name


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("error", TOKENS)
async def test_a_token_that_will_not_do_is_refused(sample: SampleWorkspace, error: str) -> None:
    who, _ = TOKENS[error]
    tried = 0
    for method in WITH_TOKEN:
        if (error == "missing_scope" and not method.scopes) or (error, method.name) == EVERYBODYS:
            continue
        answer = await sample.answer(method.name, {}, token(sample, method, who))
        assert answer["error"] == error, (method.name, answer)
        tried += 1
    assert tried > 40


@pytest.mark.asyncio(loop_scope="module")
async def test_a_call_too_many_is_refused(sample: SampleWorkspace) -> None:
    """The calls that use the tier up are counted without being made; the one too many is made."""
    limits = sample.api.limits = RateLimiter(sample.clock)
    try:
        for method in WITH_TOKEN:
            app = sample.slack.app
            if not method.tier:
                continue
            for _ in range(method.tier):
                limits.check(app.id, method.name, method.tier, "")
            headers = {"Authorization": f"Bearer {token(sample, method, 'helper')}"}
            async with sample.http.post(f"{sample.slack.api_url}{method.name}", headers=headers) as response:
                assert (response.status, (await response.json())["error"]) == (429, "ratelimited"), method.name
                assert response.headers["Retry-After"] == "60"
    finally:
        sample.api.limits = None


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("error", FAULTS)
async def test_a_breakdown_is_what_a_fault_says(sample: SampleWorkspace, error: str) -> None:
    sample.slack.fail(*(Fault(method.name, "error", error=error) for method in ALL))
    try:
        for method in ALL:
            assert (await sample.answer(method.name, {}, sample.slack.bot_token))["error"] == error
    finally:
        sample.slack.clear_faults()


@pytest.mark.asyncio(loop_scope="module")
async def test_a_method_that_does_not_exist_is_unknown(sample: SampleWorkspace) -> None:
    assert (await sample.answer("chat.shout", {}, sample.slack.bot_token))["error"] == "unknown_method"


@pytest.mark.asyncio(loop_scope="module")
async def test_an_argument_that_is_missing_is_named(sample: SampleWorkspace) -> None:
    for name, arguments in REQUIRED.items():
        values = {key: VALUES.get(key, "x") for key in arguments.split()} | OF_METHOD.get(name, {})
        for missing in arguments.split():
            answer = await sample.called(name, {key: value for key, value in values.items() if key != missing})
            assert answer["error"] == "invalid_arguments", (name, missing, answer)
            said = answer["response_metadata"]["messages"]
            assert said == [f"[ERROR] missing required field: {missing}"], name
