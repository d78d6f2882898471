"""Fault injection: which rules apply to a call or a delivery. They are counted; where chance decides, it has a seed."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from playground.errors import RateLimitedError, SlackError
from playground.fault_rules import Fault

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class InjectedFault:
    """What is done to one call: a fault, if any, and how many seconds it is held up before and after its effect."""

    fault: Fault | None = None
    before: float = 0.0
    after: float = 0.0


@dataclass(slots=True)
class ActiveRule:
    """A rule in force: what it has seen, how often it was injected, and its own chance, undisturbed by others."""

    fault: Fault
    chance: random.Random
    seen: int = 0
    injected: int = 0

    def applies(self, name: str, args: Mapping[str, Any]) -> bool:
        fault = self.fault
        if fault.at is not None or not fault.matches(name, args):
            return False
        self.seen += 1
        if fault.nth not in (None, self.seen) or self.chance.random() >= fault.share:
            return False
        self.injected += 1
        return True


@dataclass(slots=True)
class FaultInjector:
    """The rules in force. The same rules, seed and traffic go wrong in the same way."""

    seed: int = 0
    _rules: list[ActiveRule] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        self._rules.append(ActiveRule(fault, random.Random(f"{self.seed}/{len(self._rules)}")))  # noqa: S311 (no secret)

    def clear(self) -> None:
        self._rules.clear()

    def call(self, method: str, args: Mapping[str, Any]) -> InjectedFault:
        """Count a call against every rule, and return what the first that applies does, with all that is slow."""
        fault, before, after = None, 0.0, 0.0
        for rule in self._applied(method, args, deliveries=False):
            if rule.fault.kind != "latency":
                fault = fault or rule.fault
            elif rule.fault.when == "before":
                before += draw_latency(rule.fault, rule.chance)
            else:
                after += draw_latency(rule.fault, rule.chance)
        return InjectedFault(fault, before, after)

    def delivery(self, name: str, payload: Mapping[str, Any]) -> Fault | None:
        """Count a delivery against every rule and return the first that applies."""
        return next(iter([rule.fault for rule in self._applied(name, payload, deliveries=True)]), None)

    def handshake(self) -> Fault | None:
        """Count the hello of a new socket against every rule that cuts, and return the first that applies."""
        injected = [rule.fault for rule in self._rules if rule.fault.kind == "cut" and rule.applies("hello", {})]
        return injected[0] if injected else None

    def _applied(self, name: str, args: Mapping[str, Any], *, deliveries: bool) -> Iterator[ActiveRule]:
        for rule in self._rules:
            if rule.fault.on_delivery == deliveries and rule.applies(name, args):
                yield rule

    def as_json(self) -> list[Json]:
        """Return every rule with what it has seen and how often it was injected."""
        return [
            asdict(one.fault) | {"where": dict(one.fault.where), "seen": one.seen, "injected": one.injected}
            for one in self._rules
        ]


def draw_latency(fault: Fault, chance: random.Random) -> float:
    """Draw the seconds of a latency."""
    if fault.distribution == "uniform":
        return chance.uniform(fault.median - fault.spread, fault.median + fault.spread)
    if fault.distribution == "lognormal" and fault.spread:
        return chance.lognormvariate(math.log(fault.median), fault.spread)
    return fault.median


def slack_error(fault: Fault) -> SlackError | None:
    """Return the answer that a fault gives in words, None for those that are seen on the wire only."""
    if fault.kind == "error":
        return SlackError(fault.error)
    return RateLimitedError(fault.retry_after) if fault.kind == "ratelimit" else None
