"""Every rule holds for every client that can see it, and says where Slack documents it."""

from __future__ import annotations

import re

import pytest

from tests.conformance import suite
from tests.conformance.clients import CLIENTS
from tests.conformance.environment import environment
from tests.conformance.rules import RULES, Rule

CASES = [
    pytest.param(rule, client, id=f"{rule.name}-{client}") for rule in suite.RULES.values() for client in rule.through
]


@pytest.mark.parametrize(("rule", "client"), CASES)
async def test_the_rule_holds(rule: Rule, client: str) -> None:
    async with environment(client, hears=rule.hears, limits=rule.limits) as env:
        await rule.check(env)


def test_every_rule_has_a_source_and_a_client() -> None:
    assert len(RULES) > 50
    for rule in RULES.values():
        assert re.fullmatch(r"https://docs\.slack\.dev/[\w./-]+|slack_(sdk|bolt)/[\w/]+\.py", rule.source), rule.name
        assert rule.through, rule.name
        assert set(rule.through) <= set(CLIENTS), rule.name


@pytest.mark.parametrize("client", CLIENTS)
def test_every_client_sees_rules_about_calls_and_about_what_it_hears(client: str) -> None:
    seen = [rule for rule in RULES.values() if client in rule.through]
    assert sum(rule.hears for rule in seen) > 15
    assert sum(not rule.hears for rule in seen) > 15
