"""`python -m tests.conformance`: check every rule through every client and print the table."""

from __future__ import annotations

import asyncio
import logging
import sys

from tests.conformance.clients import CLIENTS
from tests.conformance.environment import environment
from tests.conformance.rules import Rule
from tests.conformance.suite import RULES


async def judge(rule: Rule, client: str) -> str:
    """Return "–" where the client cannot see the rule, else "pass" or "fail"."""
    if client not in rule.through:
        return "–"
    try:
        async with environment(client, hears=rule.hears, limits=rule.limits) as env:
            await rule.check(env)
    except Exception as why:  # noqa: BLE001 (whatever a check raises, it failed)
        print(f"{rule.name}, {client}: {why!r}", file=sys.stderr)
        return "fail"
    return "pass"


def main() -> int:
    logging.disable(logging.CRITICAL)
    print(f"| Rule | {' | '.join(CLIENTS)} | Source |\n|---|{'---|' * len(CLIENTS)}---|")
    failed = 0
    for rule in RULES.values():
        verdicts = [asyncio.run(judge(rule, client)) for client in CLIENTS]
        failed += verdicts.count("fail")
        print(f"| {rule.name} | {' | '.join(verdicts)} | {rule.source} |")
    return failed


if __name__ == "__main__":
    sys.exit(min(main(), 1))
