"""Which rules strike a call or a delivery: they are counted, and where chance decides, it has a seed."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from playground.errors import RateLimitedError, SlackError
from playground.faults import Fault

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Blow:
    """What strikes one call: a fault, if any, and how many seconds it is held up before and after its effect."""

    fault: Fault | None = None
    before: float = 0.0
    after: float = 0.0


@dataclass(slots=True)
class Rule:
    """A rule in force: what it has seen, how often it struck, and its own chance, which no other rule disturbs."""

    fault: Fault
    chance: random.Random
    seen: int = 0
    struck: int = 0

    def strikes(self, name: str, args: Mapping[str, Any]) -> bool:
        fault = self.fault
        if fault.at is not None or not fault.matches(name, args):
            return False
        self.seen += 1
        if fault.nth not in (None, self.seen) or self.chance.random() >= fault.share:
            return False
        self.struck += 1
        return True


@dataclass(slots=True)
class Faults:
    """The rules in force. The same rules, seed and traffic go wrong in the same way."""

    seed: int = 0
    _rules: list[Rule] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        self._rules.append(Rule(fault, random.Random(f"{self.seed}/{len(self._rules)}")))  # noqa: S311 (no secret)

    def clear(self) -> None:
        self._rules.clear()

    def call(self, method: str, args: Mapping[str, Any]) -> Blow:
        """Count a call against every rule, and return what the first that strikes it does, with all that is slow."""
        fault, before, after = None, 0.0, 0.0
        for rule in self._struck(method, args, deliveries=False):
            if rule.fault.kind != "latency":
                fault = fault or rule.fault
            elif rule.fault.when == "before":
                before += drawn(rule.fault, rule.chance)
            else:
                after += drawn(rule.fault, rule.chance)
        return Blow(fault, before, after)

    def delivery(self, name: str, payload: Mapping[str, Any]) -> Fault | None:
        """Count a delivery against every rule and return the first that strikes it."""
        return next(iter([rule.fault for rule in self._struck(name, payload, deliveries=True)]), None)

    def handshake(self) -> Fault | None:
        """Count the hello of a new socket against every rule that cuts, and return the first that strikes it."""
        struck = [rule.fault for rule in self._rules if rule.fault.kind == "cut" and rule.strikes("hello", {})]
        return struck[0] if struck else None

    def _struck(self, name: str, args: Mapping[str, Any], *, deliveries: bool) -> Iterator[Rule]:
        for rule in self._rules:
            if rule.fault.strikes_deliveries == deliveries and rule.strikes(name, args):
                yield rule

    def as_json(self) -> list[Json]:
        """Return every rule with what it has seen and how often it struck."""
        return [
            asdict(one.fault) | {"where": dict(one.fault.where), "seen": one.seen, "struck": one.struck}
            for one in self._rules
        ]


def drawn(fault: Fault, chance: random.Random) -> float:
    """Draw the seconds of a latency."""
    if fault.distribution == "uniform":
        return chance.uniform(fault.median - fault.spread, fault.median + fault.spread)
    if fault.distribution == "lognormal" and fault.spread:
        return chance.lognormvariate(math.log(fault.median), fault.spread)
    return fault.median


def refusal(fault: Fault) -> SlackError | None:
    """Return the answer that a fault gives in words, None for those that are seen on the wire only."""
    if fault.kind == "error":
        return SlackError(fault.error)
    return RateLimitedError(fault.retry_after) if fault.kind == "ratelimit" else None
